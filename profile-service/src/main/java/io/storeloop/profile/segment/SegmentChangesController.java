package io.storeloop.profile.segment;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who came into a segment, who left it, and how large was it? */
@RestController
@RequestMapping("/v1/segments/{id}")
@Tag(name = "Segments")
@ApiResponse(responseCode = "404", description = "`unknown_segment`", content = @Content)
@ApiResponse(responseCode = "503", description = "`database_unavailable`", content = @Content)
class SegmentChangesController {
  private static final int MOST_DAYS = 400;

  private final Segments segments;
  private final JdbcMemberships memberships;
  private final JdbcSegmentSizes sizes;

  SegmentChangesController(Segments segments, JdbcMemberships memberships, JdbcSegmentSizes sizes) {
    this.segments = segments;
    this.memberships = memberships;
    this.sizes = sizes;
  }

  /**
   * {@code GET /v1/segments/{id}/changes}: the oldest first; asked again with its cursor, a feed.
   */
  @GetMapping("/changes")
  @Operation(
      summary = "Who came into a segment and who left it",
      description =
          """
          The oldest first, kept for 30 days unless configured otherwise. `nextCursor` is always there: ask with it again to go on \
          where this answer ended. `cause` is `event` when something happened to the shopper, `time` when nothing did (then `at` is the \
          exact moment), `score` when nothing happened but a score grew old and was computed again, `definition` when the segment, one it names, or the clustering changed. Written at most a second after the cause; \
          after a change of definition shopper by shopper, behind the others.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "A page; empty if nothing has changed.",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`",
      content = @Content)
  ChangePage changes(
      @PathVariable String id,
      @Parameter(description = "1 to 1000.") @RequestParam(defaultValue = "100") int limit,
      @Parameter(description = "nextCursor of the answer before.") @RequestParam(required = false)
          @Nullable String cursor) {
    int size = PageCursor.limit(limit);
    long after = after(cursor);
    segments.get(id);
    List<JdbcMemberships.Told> told = memberships.changes(id, after, size);
    long reached = told.isEmpty() ? after : told.getLast().id();
    return new ChangePage(
        told.stream().map(ChangeView::of).toList(), PageCursor.encode(Long.toString(reached)));
  }

  /** {@code GET /v1/segments/{id}/sizes}: the latest day first; empty until all were looked at. */
  @GetMapping("/sizes")
  @Operation(
      summary = "How large a segment was, day by day",
      description =
          "Members when each day began (UTC), or, on the day the segment was written, when all shoppers had been looked at; the latest day first, up to 400 days.")
  @ApiResponse(responseCode = "200", description = "The days.", useReturnTypeSchema = true)
  SizeList sizes(@PathVariable String id) {
    segments.get(id);
    return new SizeList(
        sizes.of(id, MOST_DAYS).stream()
            .map(size -> new SizeView(size.day(), size.size()))
            .toList());
  }

  private static long after(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    try {
      return key.isEmpty() ? 0 : Long.parseLong(key);
    } catch (NumberFormatException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }

  /** A page of changes. */
  @Schema(name = "SegmentChanges")
  record ChangePage(
      List<ChangeView> changes,
      @Schema(description = "Where the next answer goes on.") String nextCursor) {}

  /** Somebody came or left. */
  @Schema(name = "SegmentChange")
  record ChangeView(
      @Schema(description = "Absent as long as only a device is known.", example = "anna")
          @Nullable String userId,
      @Schema(description = "The device, only as long as no user is known.")
          @Nullable String anonymousId,
      @Schema(
              allowableValues = {"entered", "left"},
              example = "entered")
          String change,
      @Schema(
              allowableValues = {"event", "time", "score", "definition"},
              example = "time")
          String cause,
      Instant at) {
    static ChangeView of(JdbcMemberships.Told told) {
      return new ChangeView(
          told.userId(),
          told.anonymousId(),
          told.entered() ? "entered" : "left",
          told.cause(),
          told.at());
    }
  }

  /** The sizes. */
  @Schema(name = "SegmentSizes")
  record SizeList(List<SizeView> sizes) {}

  /** The size on one day. */
  @Schema(name = "SegmentSize")
  record SizeView(@Schema(example = "2026-03-01") String day, @Schema(example = "412") long size) {}
}
