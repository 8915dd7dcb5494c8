package io.storeloop.profile.segment;

import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.Explanation.Clause;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.profile.profile.ProfileReader;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Which segments is this shopper in, and why? */
@RestController
@Tag(name = "Segments")
class ProfileSegmentsController {
  /** Ends that one answer looks for: each may count events at many moments. */
  private static final int MOST_ENDS = 20;

  private final ProfileReader profiles;
  private final CurrentMemberships memberships;
  private final JdbcMemberships tracked;
  private final MembershipEnd end;
  private final Clock clock;

  ProfileSegmentsController(
      ProfileReader profiles,
      CurrentMemberships memberships,
      JdbcMemberships tracked,
      MembershipEnd end,
      Clock clock) {
    this.profiles = profiles;
    this.memberships = memberships;
    this.tracked = tracked;
    this.end = end;
    this.clock = clock;
  }

  /**
   * {@code GET /v1/profiles/{userId}/segments}: 404 {@code unknown_profile} for an id nobody has
   * used; empty list for none.
   */
  @GetMapping("/v1/profiles/{userId}/segments")
  @Operation(
      summary = "Which segments a shopper is in, and why",
      description =
          """
          Evaluated on the shopper's current state. `reasons` holds the clauses that spoke for the membership, with the value each \
          one met; a segment of everybody has none. `since` is when the shopper was seen to come in, `until` when time alone will \
          end it (looked for up to 400 days, or 20 events, ahead).\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The segments in the order of their ids.",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_profile`: no event carried this id.",
      content = @Content)
  @ApiResponse(responseCode = "503", description = "`database_unavailable`", content = @Content)
  ProfileSegments segments(
      @Parameter(description = "A userId or an anonymousId.", example = "anna") @PathVariable
          String userId) {
    ProfileSnapshot profile =
        profiles.find(userId).orElseThrow(() -> ProblemException.unknown("profile", userId));
    Instant now = clock.instant();
    Map<String, Instant> since =
        tracked.members(List.of(profile.profileId())).getOrDefault(profile.profileId(), Map.of());
    List<MembershipView> views = new ArrayList<>();
    for (CurrentMemberships.Membership membership : memberships.explained(profile, now)) {
      Optional<Instant> until =
          views.size() < MOST_ENDS
              ? end.of(profile, membership.condition(), now)
              : Optional.empty();
      views.add(
          MembershipView.of(membership, since.get(membership.segment().id()), until.orElse(null)));
    }
    return new ProfileSegments(profile.userId(), views, now);
  }

  /** The segments of one shopper. */
  record ProfileSegments(@Nullable String userId, List<MembershipView> segments, Instant asOf) {}

  /** One segment of a shopper. */
  @Schema(name = "SegmentMembership")
  record MembershipView(
      @Schema(example = "lapsed-germans") String id,
      @Schema(example = "Lapsed Germans") String name,
      @Schema(description = "Absent within a second of coming in.") @Nullable Instant since,
      @Schema(
              description =
                  "Absent if time alone does not end it, and behind the first 20 segments.")
          @Nullable Instant until,
      List<ReasonView> reasons) {
    static MembershipView of(
        CurrentMemberships.Membership membership,
        @Nullable Instant since,
        @Nullable Instant until) {
      return new MembershipView(
          membership.segment().id(),
          membership.segment().name(),
          since,
          until,
          membership.explanation().supporting().stream().map(ReasonView::of).toList());
    }
  }

  /** One clause that spoke for the membership. */
  @Schema(name = "SegmentReason")
  record ReasonView(
      @Schema(example = "features.recencyDays") String path,
      @Schema(example = "$gte") String operator,
      @Schema(description = "The value or values asked for.", type = "array", example = "[30]")
          List<JsonNode> expected,
      @Schema(
              description = "The value met; absent if the profile has none.",
              type = "object",
              example = "42")
          @Nullable JsonNode actual,
      @Schema(
              description =
                  "The clause was asked the other way round, by $not or $nor, and is false.",
              example = "false")
          boolean negated) {
    static ReasonView of(Clause clause) {
      return new ReasonView(
          clause.path(),
          clause.operator(),
          clause.expected().stream().map(ConditionWriter::write).toList(),
          clause.actual() == null ? null : ConditionWriter.write(clause.actual()),
          clause.negated());
    }
  }
}
