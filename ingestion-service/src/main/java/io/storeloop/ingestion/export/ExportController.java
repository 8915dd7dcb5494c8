package io.storeloop.ingestion.export;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.identity.JdbcShopperIds;
import io.storeloop.ingestion.identity.ShopperIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Privacy", description = "What is held about a shopper, and forgetting them.")
class ExportController {
  private static final String NDJSON = "application/x-ndjson";

  private final JdbcExport export;
  private final JdbcShopperIds shopperIds;
  private final JsonMapper json;
  private final Clock clock;

  ExportController(JdbcExport export, JdbcShopperIds shopperIds, JsonMapper json, Clock clock) {
    this.export = export;
    this.shopperIds = shopperIds;
    this.json = json;
    this.clock = clock;
  }

  /** {@code GET /v1/users/{userId}/export}: 404 {@code unknown_user} when nothing is held. */
  @GetMapping("/v1/users/{userId}/export")
  @Operation(
      operationId = "exportUser",
      summary = "Export everything held about a shopper",
      description =
          """
          NDJSON, one record a line with its `kind`: profile, identity, cluster, event, decision, recommendation, conversion, prediction, coupon, exclusion, send, unsubscription, quarantined. \
          Of the user and of the browsers and devices bound to them, as of one instant. The last line is the summary with \
          counts by kind: without it the answer is not whole. Segments are computed when asked for and not stored: see \
          `GET /v1/profiles/{userId}`.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The records.",
      content =
          @Content(
              mediaType = NDJSON,
              schema = @Schema(type = "string"),
              examples =
                  @ExampleObject(
                      """
                      {"kind":"identity","record":{"kind":"user","value":"anna","profileId":"0b7f6bb0-3a52-5c40-9f0e-6b1c3a2b9c11"}}
                      {"kind":"summary","record":{"exportedAt":"2026-03-01T12:00:00Z","counts":{"profile":0,"identity":1}}}
                      """)))
  @ApiResponse(responseCode = "400", description = "`invalid_user_id`.", content = @Content)
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_user`: nothing is held.",
      content = @Content)
  void export(
      @Parameter(example = "anna") @PathVariable String userId, HttpServletResponse response)
      throws IOException {
    ShopperIds ids = shopperIds.of(ShopperIds.checked(userId));
    Lines lines = new Lines(response);
    Map<ExportKind, Long> counts =
        export.read(ids, (kind, record) -> lines.write(kind.wireName(), record));
    if (counts.values().stream().allMatch(count -> count == 0)) {
      // the id is not repeated: the caller knows it, and nobody else has to
      throw ProblemException.of(
          HttpStatus.NOT_FOUND, "unknown_user", "nothing is held about this user");
    }
    Map<String, Long> byKind = new LinkedHashMap<>();
    counts.forEach((kind, count) -> byKind.put(kind.wireName(), count));
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("exportedAt", clock.instant().toString());
    summary.put("counts", byKind);
    lines.write("summary", json.writeValueAsString(summary));
    lines.end();
  }

  /** The answer, begun with its first record: until then it can still be a problem. */
  private static final class Lines {
    private final HttpServletResponse response;
    private @Nullable OutputStream out;

    Lines(HttpServletResponse response) {
      this.response = response;
    }

    void write(String kind, String record) {
      try {
        OutputStream begun = out == null ? begin() : out;
        begun.write(
            ("{\"kind\":\"" + kind + "\",\"record\":" + record + "}\n")
                .getBytes(StandardCharsets.UTF_8));
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }

    void end() throws IOException {
      if (out != null) {
        out.flush();
      }
    }

    private OutputStream begin() throws IOException {
      response.setContentType(NDJSON);
      response.setHeader("Content-Disposition", "attachment; filename=\"shopper.ndjson\"");
      response.setHeader("Cache-Control", "no-store");
      OutputStream begun = new BufferedOutputStream(response.getOutputStream());
      out = begun;
      return begun;
    }
  }
}
