package io.storeloop.ingestion.quarantine;

import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Quarantine", description = "Rejected records, kept with the reason.")
class BulkReplayController {
  /** Most records of one call: at some milliseconds each, it is answered within seconds. */
  private static final int MAX_RECORDS = 500;

  private final Replaying replaying;

  BulkReplayController(Replaying replaying) {
    this.replaying = replaying;
  }

  /**
   * What became of the records that were tried, by outcome and one by one.
   *
   * @param skipped could not be tried; each record's code says why
   * @param nextCursor where to go on; absent when all were tried
   */
  @Schema(
      name = "BulkReplay",
      example =
          """
          {"tried": 2, "accepted": 1, "repaired": 0, "duplicates": 0, "rejected": 1, "skipped": 0,
           "records": [{"id": "0193c5f0-8a3e-8d11-9f0e-2f1d3b9a7c55", "outcome": "accepted"},
                       {"id": "0193c5f0-8a3e-8d11-9f0e-2f1d3b9a7c56", "outcome": "rejected", "code": "invalid_price"}]}\
          """)
  record BulkReplay(
      long tried,
      long accepted,
      long repaired,
      long duplicates,
      long rejected,
      long skipped,
      List<ReplayedRecord> records,
      @Nullable String nextCursor) {
    static BulkReplay of(List<Replaying.Tried> tried, @Nullable String nextCursor) {
      return new BulkReplay(
          tried.size(),
          count(tried, "accepted"),
          count(tried, "repaired"),
          count(tried, "duplicate"),
          count(tried, "rejected"),
          count(tried, Replaying.SKIPPED),
          tried.stream().map(ReplayedRecord::of).toList(),
          nextCursor);
    }

    private static long count(List<Replaying.Tried> tried, String outcome) {
      return tried.stream().filter(one -> one.verdict().outcome().equals(outcome)).count();
    }
  }

  /**
   * One record that was tried.
   *
   * @param code why it was rejected again or skipped; absent otherwise
   */
  @Schema(name = "ReplayedRecord")
  record ReplayedRecord(UUID id, String outcome, @Nullable String code, @Nullable String detail) {
    static ReplayedRecord of(Replaying.Tried tried) {
      return new ReplayedRecord(
          tried.record().id(),
          tried.verdict().outcome(),
          tried.verdict().code(),
          tried.verdict().detail());
    }
  }

  /**
   * {@code POST /v1/quarantine/replay?code=}: tries the records again that were refused for one
   * reason, oldest first. 200 whatever became of them.
   */
  @PostMapping(path = "/v1/quarantine/replay", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "replayQuarantine",
      summary = "Try rejected records again",
      description =
          "After a mistake of one kind is mended: all that wait with that code, oldest first, at most 500 in a call;"
              + " `nextCursor` goes on. Each is judged as it was sent and as of the day it came, and stored in a"
              + " transaction of its own; the order in which calls are repeated does not matter.")
  @ApiResponse(responseCode = "200", description = "What became of each; none when nothing waits.")
  @ApiResponse(
      responseCode = "400",
      description = "`missing_code`, `invalid_limit`, `invalid_cursor`.",
      content = @Content)
  @ApiResponse(
      responseCode = "503",
      description = "`database_unavailable`: what was replayed until then is stored; call again.",
      content = @Content)
  BulkReplay replay(
      @Parameter(example = "invalid_price") @RequestParam(required = false) @Nullable String code,
      @Parameter(example = "segment") @RequestParam(required = false) @Nullable String source,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    if (code == null || code.isBlank()) {
      throw ProblemException.invalid(
          "?code", "missing_code", "say which mistake was mended: the code of the records to try");
    }
    if (limit < 1 || limit > MAX_RECORDS) {
      throw ProblemException.invalid(
          "?limit", "invalid_limit", "limit must be from 1 to " + MAX_RECORDS);
    }
    List<Replaying.Tried> tried = replaying.all(QuarantinePlace.of(cursor), code, source, limit);
    QuarantinedRecord last = tried.isEmpty() ? null : tried.getLast().record();
    return BulkReplay.of(
        tried,
        last == null || tried.size() < limit
            ? null
            : QuarantinePlace.cursorAfter(last.receivedAt(), last.id()));
  }
}
