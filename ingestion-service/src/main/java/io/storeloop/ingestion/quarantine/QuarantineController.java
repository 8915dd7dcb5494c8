package io.storeloop.ingestion.quarantine;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Quarantine", description = "Rejected records, kept with the reason.")
class QuarantineController {
  private final JdbcQuarantine quarantine;
  private final Replaying replaying;

  QuarantineController(JdbcQuarantine quarantine, Replaying replaying) {
    this.quarantine = quarantine;
    this.replaying = replaying;
  }

  /**
   * A record in quarantine.
   *
   * @param payload as it was sent; only its beginning when {@code truncated}
   * @param replayedAt when it became an event; absent while it waits
   */
  @Schema(name = "QuarantinedRecord")
  record QuarantinedView(
      UUID id,
      Instant receivedAt,
      String source,
      @Nullable String messageId,
      String code,
      String detail,
      String payload,
      boolean truncated,
      @Nullable Instant replayedAt) {
    static QuarantinedView of(QuarantinedRecord kept) {
      return new QuarantinedView(
          kept.id(),
          kept.receivedAt(),
          kept.source(),
          kept.messageId(),
          kept.code(),
          kept.detail(),
          kept.payload(),
          kept.truncated(),
          kept.replayedAt());
    }
  }

  /** A page of the quarantine; no {@code nextCursor} on the last. */
  @Schema(name = "QuarantinePage")
  record QuarantinePage(List<QuarantinedView> records, @Nullable String nextCursor) {}

  /** {@code GET /v1/quarantine}: what waits, oldest first. */
  @GetMapping("/v1/quarantine")
  @Operation(
      operationId = "listQuarantine",
      summary = "List rejected records",
      description =
          "Those that wait, oldest first; `code` narrows the list to one reason, `source` to one door.")
  @ApiResponse(responseCode = "200", description = "A page; empty when nothing waits.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`.",
      content = @Content)
  QuarantinePage list(
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor,
      @Parameter(example = "invalid_price") @RequestParam(required = false) @Nullable String code,
      @Parameter(example = "segment") @RequestParam(required = false) @Nullable String source) {
    int most = PageCursor.limit(limit);
    QuarantinePlace after = QuarantinePlace.of(cursor);
    List<QuarantinedView> page =
        quarantine.page(after.receivedAt(), after.id(), code, source, most).stream()
            .map(QuarantinedView::of)
            .toList();
    return new QuarantinePage(
        page,
        page.size() < most
            ? null
            : QuarantinePlace.cursorAfter(page.getLast().receivedAt(), page.getLast().id()));
  }

  /** What waits, by source and code. */
  @Schema(
      name = "QuarantineSummary",
      example =
          """
          {"waiting": 6, "groups": [{"source": "segment", "code": "invalid_price", "records": 6,
           "oldest": "2026-03-01T12:00:00Z", "newest": "2026-03-02T08:00:00Z"}]}\
          """)
  record QuarantineSummary(long waiting, List<WaitingRecords> groups) {}

  /** Records of one source that were refused for one reason. */
  @Schema(name = "WaitingRecords")
  record WaitingRecords(String source, String code, long records, Instant oldest, Instant newest) {}

  /** {@code GET /v1/quarantine/summary}: how many wait, by source and code. */
  @GetMapping("/v1/quarantine/summary")
  @Operation(
      operationId = "getQuarantineSummary",
      summary = "See what waits in quarantine",
      description = "By source and code, the most numerous first; at most 1,000 groups.")
  @ApiResponse(responseCode = "200", description = "The groups; none when nothing waits.")
  QuarantineSummary summary() {
    List<WaitingRecords> groups =
        quarantine.summary(PageCursor.MAX_LIMIT).stream()
            .map(waiting ->
                new WaitingRecords(
                    waiting.source(),
                    waiting.code(),
                    waiting.records(),
                    waiting.oldest(),
                    waiting.newest()))
            .toList();
    return new QuarantineSummary(groups.stream().mapToLong(WaitingRecords::records).sum(), groups);
  }

  /** {@code GET /v1/quarantine/{id}}: one record. 404 {@code unknown_quarantined_record}. */
  @GetMapping("/v1/quarantine/{id}")
  @Operation(
      operationId = "getQuarantined",
      summary = "See a rejected record",
      description = "Also one that has become an event since: `replayedAt` says when.")
  @ApiResponse(responseCode = "200", description = "The record.")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_quarantined_record`: never there, or removed for its age.",
      content = @Content)
  QuarantinedView get(@PathVariable UUID id) {
    return QuarantinedView.of(find(id));
  }

  /**
   * {@code POST /v1/quarantine/{id}/replay}: tries the record again as it was sent, or the
   * canonical event in the body in its stead. 404 {@code unknown_quarantined_record}.
   */
  @PostMapping(
      path = "/v1/quarantine/{id}/replay",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.ALL_VALUE})
  @Operation(
      operationId = "replayQuarantined",
      summary = "Try a rejected record again",
      description =
          "Without a body the record is judged again as it was sent; with a body, the canonical event in it takes its"
              + " place. It is judged as of the day it came. A record that is stored leaves the quarantine; one that is refused again stays.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object"),
                      examples =
                          @ExampleObject(
                              value =
                                  """
                                  {"messageId": "m-4", "type": "purchase", "userId": "anna", "itemId": "shoes",
                                   "timestamp": "2026-03-01T12:00:00Z", "price": 59.90, "currency": "EUR"}\
                                  """))))
  @ApiResponse(responseCode = "200", description = "What became of it.")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_quarantined_record`.",
      content = @Content)
  @ApiResponse(
      responseCode = "409",
      description =
          "`replayed_already`; `correction_needed`: it cannot be read as it was sent, send a corrected event.",
      content = @Content)
  ReplayVerdict replay(
      @PathVariable UUID id, @RequestBody(required = false) byte @Nullable [] body) {
    QuarantinedRecord kept = find(id);
    ReplayVerdict verdict =
        body != null && body.length > 0
            ? replaying.corrected(kept, new String(body, StandardCharsets.UTF_8))
            : replaying.asSent(kept);
    if (Replaying.REPLAYED_ALREADY.equals(verdict.code())) {
      throw ProblemException.conflict(
          Replaying.REPLAYED_ALREADY, "the record has become an event already");
    }
    if (Replaying.CORRECTION_NEEDED.equals(verdict.code())) {
      throw ProblemException.conflict(
          Replaying.CORRECTION_NEEDED,
          "the record cannot be read as it was sent: send a corrected event in the body");
    }
    return verdict;
  }

  private QuarantinedRecord find(UUID id) {
    return quarantine
        .find(id)
        .orElseThrow(() -> ProblemException.unknown("quarantined_record", id.toString()));
  }
}
