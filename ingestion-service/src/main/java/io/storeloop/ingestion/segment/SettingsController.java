package io.storeloop.ingestion.segment;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.edge.WriteKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
    name = "Segment",
    description =
        "The Segment HTTP API: point a Segment library at this host, change nothing else.")
class SettingsController {
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final WriteKeys keys;
  private final SegmentProperties properties;

  SettingsController(WriteKeys keys, SegmentProperties properties) {
    this.keys = keys;
    this.properties = properties;
  }

  /**
   * {@code GET /v1/projects/{writeKey}/settings}: what Analytics.js asks for when a page loads it;
   * for any site, as the key in the path is public. 404 for a key that is not ours.
   *
   * <p>Kept by the browser only: a shared cache would hand one host's answer to another.
   */
  @GetMapping(
      path = "/v1/projects/{writeKey}/settings",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "getSegmentSettings",
      summary = "Read the settings of Analytics.js",
      description =
          "The document that Segment's Analytics.js asks for before it sends: load it with this host as cdnURL. It names"
              + " this host as the only destination. Needs no key beside the one in the path; open to pages of any site.")
  @SecurityRequirements
  @ApiResponse(
      responseCode = "200",
      description = "The settings; a browser may keep them 5 minutes.")
  @ApiResponse(
      responseCode = "401",
      description = "`key_missing`: the path is not spelled plainly.",
      content = @Content)
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_write_key`: none of ours.",
      content = @Content)
  ResponseEntity<SettingsAnswer> settings(
      @Parameter(description = "A write key.", example = "wk_0123456789abcdef0123456789")
          @PathVariable
          String writeKey,
      @Parameter(hidden = true) HttpServletRequest request) {
    if (!keys.isKnown(writeKey)) {
      throw ProblemException.of(
          HttpStatus.NOT_FOUND, "unknown_write_key", "that write key is none of ours");
    }
    String url = properties.publicUrl();
    URI base = URI.create(url == null || url.isEmpty() ? calledAs(request) : url);
    return ResponseEntity.ok()
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .cacheControl(CacheControl.maxAge(FRESH).cachePrivate())
        .body(SettingsAnswer.of(writeKey, base.getScheme(), base.getAuthority() + "/v1"));
  }

  private static String calledAs(HttpServletRequest request) {
    String url = request.getRequestURL().toString();
    return url.substring(0, url.length() - request.getRequestURI().length());
  }
}
