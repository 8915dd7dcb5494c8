package io.storeloop.ingestion.tracker;

import io.storeloop.tracker.TrackerScript;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** A file rather than an operation, so the API document leaves it out. */
@Hidden
@RestController
class TrackerController {
  private static final MediaType JAVASCRIPT =
      new MediaType("text", "javascript", StandardCharsets.UTF_8);

  /** A shop has a new version an hour after we do, and no page ever waits for it. */
  private static final CacheControl CACHED =
      CacheControl.maxAge(Duration.ofHours(1))
          .cachePublic()
          .staleWhileRevalidate(Duration.ofDays(1));

  private final byte[] plain;
  private final byte[] gzip;
  private final String version;

  TrackerController() {
    TrackerScript script = TrackerScript.load();
    this.plain = script.plain();
    this.gzip = script.gzip();
    this.version = UUID.nameUUIDFromBytes(plain).toString();
  }

  /**
   * {@code GET /storeloop.js}: open to everybody, also with {@code crossorigin} and from pages that
   * isolate themselves. 304 for who has this version already.
   */
  @GetMapping(path = "/storeloop.js", produces = "text/javascript;charset=UTF-8")
  ResponseEntity<byte[]> script(
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false)
          @Nullable String encodings) {
    boolean packed = encodings != null && encodings.contains("gzip");
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(JAVASCRIPT)
            .cacheControl(CACHED)
            .eTag(packed ? version + "-gzip" : version)
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
            .header("Cross-Origin-Resource-Policy", "cross-origin")
            .header("X-Content-Type-Options", "nosniff");
    return packed
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(gzip)
        : answer.body(plain);
  }
}
