package io.storeloop.profile.profile;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is this shopper, and which shoppers are there? */
@RestController
@RequestMapping("/v1/profiles")
@Tag(name = "Profiles", description = "What is known about shoppers.")
class ProfileController {
  private static final UUID FIRST = new UUID(0, 0);

  private final ProfileReader reader;
  private final ProfileViews views;
  private final ProfileProgress progress;
  private final ObjectProvider<SegmentMemberships> segments;

  ProfileController(
      ProfileReader reader,
      ProfileViews views,
      ProfileProgress progress,
      ObjectProvider<SegmentMemberships> segments) {
    this.reader = reader;
    this.views = views;
    this.progress = progress;
    this.segments = segments;
  }

  /** {@code GET /v1/profiles/{userId}}: 404 {@code unknown_profile} for an id nobody has used. */
  @GetMapping("/{userId}")
  @Operation(
      summary = "What is known about a shopper",
      description =
          """
          Traits, features as of now, ids, segments, cluster and predictions. The id is a user id, or else an anonymous id: \
          that of a device bound to a user leads to the user's profile.\
          """)
  @ApiResponse(responseCode = "200", description = "The profile.", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_parameter`: `predictions` is no truth value")
  @ApiResponse(responseCode = "404", description = "`unknown_profile`: no event carried this id.")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  ProfileView profile(
      @Parameter(description = "A userId or an anonymousId.", example = "anna") @PathVariable
          String userId,
      @Parameter(description = "`false` leaves predictions out, and the work that they make.")
          @RequestParam(defaultValue = "true")
          boolean predictions) {
    return views
        .whole(userId, predictions)
        .orElseThrow(() -> ProblemException.unknown("profile", userId));
  }

  /** {@code GET /v1/profiles}: all shoppers or a segment's, in the order of profile ids. */
  @GetMapping
  @Operation(
      summary = "List shoppers",
      description =
          """
          All shoppers, or the members of a segment, in the order of profile ids; without identities, \
          segments and predictions, which the single profile tells. Empty list when there are none.\
          """)
  @ApiResponse(responseCode = "200", description = "A page.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_limit` or `invalid_cursor`")
  @ApiResponse(responseCode = "404", description = "`unknown_segment`")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  Page profiles(
      @Parameter(description = "Only members of this segment.") @RequestParam(required = false)
          @Nullable String segment,
      @Parameter(description = "1 to 1000.") @RequestParam(defaultValue = "100") int limit,
      @Parameter(description = "nextCursor of the page before.") @RequestParam(required = false)
          @Nullable String cursor) {
    PageCursor.limit(limit);
    UUID after = ProfileCursor.after(cursor).orElse(FIRST);
    List<ProfileSnapshot> page;
    UUID last;
    boolean more;
    if (segment == null) {
      page = reader.after(after, limit);
      more = page.size() == limit;
      last = page.isEmpty() ? after : page.getLast().profileId();
    } else {
      List<UUID> members = members(segment, after, limit);
      page = reader.findAll(members);
      more = members.size() == limit;
      last = members.isEmpty() ? after : members.getLast();
    }
    return new Page(views.listed(page), more ? PageCursor.encode(last.toString()) : null);
  }

  /** {@code GET /v1/profiles/progress}: whether everything accepted so far is in the profiles. */
  @GetMapping("/progress")
  @Operation(
      summary = "How far the profiles have followed the event log",
      description =
          "`caughtUp` is true only when every event committed so far is applied: wait for it after a bulk import.")
  @ApiResponse(responseCode = "200", description = "The progress.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  ProgressView progress() {
    ProfileProgress.Progress now = progress.now();
    return new ProgressView(now.appliedEvents(), now.lagMillis(), now.caughtUp());
  }

  private List<UUID> members(String segment, UUID after, int limit) {
    SegmentMemberships memberships = segments.getIfAvailable();
    if (memberships == null) {
      throw ProblemException.unknown("segment", segment);
    }
    return memberships
        .members(segment, after, limit)
        .orElseThrow(() -> ProblemException.unknown("segment", segment));
  }

  /** A page of profiles. */
  @Schema(name = "ProfilePage")
  record Page(
      List<ProfileView> profiles,
      @Schema(description = "Absent on the last page.") @Nullable String nextCursor) {}

  /** How far the profiles have followed. */
  @Schema(name = "ProfileProgress")
  record ProgressView(
      @Schema(
              description = "Events applied since the profiles were last rebuilt.",
              example = "250000")
          long appliedEvents,
      @Schema(description = "How long the oldest event not yet applied has waited; 0 without one.")
          long lagMillis,
      @Schema(description = "Every event committed so far is applied.") boolean caughtUp) {}
}
