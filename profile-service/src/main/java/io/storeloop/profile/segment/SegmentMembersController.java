package io.storeloop.profile.segment;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists who is in a segment. */
@RestController
@RequestMapping("/v1/segments")
@Tag(name = "Segments", description = "Profiles that meet a written condition, always current.")
@ApiResponse(responseCode = "503", description = "`database_unavailable`", content = @Content)
class SegmentMembersController {
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Segments segments;
  private final SegmentMembers members;
  private final Clock clock;

  SegmentMembersController(Segments segments, SegmentMembers members, Clock clock) {
    this.segments = segments;
    this.members = members;
    this.clock = clock;
  }

  @GetMapping("/{id}/members")
  @Operation(
      summary = "List the members of a segment",
      description =
          "Evaluated page by page on current facts. Shoppers without a `userId` are known by their `anonymousId` only.")
  @ApiResponse(
      responseCode = "200",
      description = "A page; `nextCursor` is missing on the last one.")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`",
      content = @Content)
  @ApiResponse(responseCode = "404", description = "`unknown_segment`", content = @Content)
  SegmentMemberPage members(
      @PathVariable String id,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int size = PageCursor.limit(limit);
    Instant now = clock.instant();
    List<SegmentMember> found =
        members.pageAfter(
            segments.expanded(segments.get(id).condition()), after(cursor), size + 1, now);
    List<SegmentMember> page = found.stream().limit(size).toList();
    return new SegmentMemberPage(
        page,
        now,
        found.size() > size ? PageCursor.encode(page.getLast().profileId().toString()) : null);
  }

  private static UUID after(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    try {
      return key.isEmpty() ? BEFORE_ALL : UUID.fromString(key);
    } catch (IllegalArgumentException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }

  /** A page of members. */
  record SegmentMemberPage(
      List<SegmentMember> members, Instant asOf, @Nullable String nextCursor) {}
}
