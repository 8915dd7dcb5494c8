package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.Explanation;
import io.storeloop.profile.feature.PriceTerciles;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.SegmentMemberships;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which segments a profile is in, answered from its state at this moment; nothing about membership
 * is stored, so nothing can be stale. Costs a read of all segments and, if some ask for {@code
 * performed}, one count over the profile's events. Thread-safe.
 */
final class CurrentMemberships implements SegmentMemberships {
  private final Segments segments;
  private final SegmentMembers members;
  private final EventCounts events;
  private final Supplier<Optional<PriceTerciles>> terciles;
  private final Function<ProfileSnapshot, Optional<String>> cluster;
  private final Clock clock;

  /** A segment that a profile is in, and why; {@code condition} is without references. */
  record Membership(Segment segment, Condition condition, Explanation explanation) {}

  CurrentMemberships(
      Segments segments,
      SegmentMembers members,
      EventCounts events,
      Supplier<Optional<PriceTerciles>> terciles,
      Function<ProfileSnapshot, Optional<String>> cluster,
      Clock clock) {
    this.segments = segments;
    this.members = members;
    this.events = events;
    this.terciles = terciles;
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public List<String> of(ProfileSnapshot profile) {
    return explained(profile, clock.instant()).stream()
        .map(membership -> membership.segment().id())
        .toList();
  }

  @Override
  public Optional<List<UUID>> members(String segmentId, UUID after, int limit) {
    return segments
        .find(segmentId)
        .map(segment -> segments.expanded(segment.condition()))
        .map(condition -> members.pageAfter(condition, after, limit, clock.instant()))
        .map(page -> page.stream().map(SegmentMember::profileId).toList());
  }

  /**
   * The segments a profile is in at {@code now}, in the order of ids, each with the clauses that
   * decided.
   */
  List<Membership> explained(ProfileSnapshot profile, Instant now) {
    Map<Segment, Condition> all = expanded(segments.all());
    Map<Performed, Long> counts =
        events.of(profile.profileId(), Performances.of(all.values()), now);
    ProfileSubject subject =
        new ProfileSubject(
            profile,
            profile.features(now, terciles.get()),
            cluster,
            clause -> counts.getOrDefault(clause, 0L));
    List<Membership> memberships = new ArrayList<>();
    all.forEach((segment, condition) -> {
      Explanation explanation = ConditionEvaluator.explain(condition, subject, now);
      if (explanation.matches()) {
        memberships.add(new Membership(segment, condition, explanation));
      }
    });
    return memberships;
  }

  private static Map<Segment, Condition> expanded(List<Segment> segments) {
    Map<String, Condition> conditions = new LinkedHashMap<>();
    segments.forEach(segment -> conditions.put(segment.id(), segment.condition()));
    Map<Segment, Condition> expanded = new LinkedHashMap<>();
    segments.forEach(segment ->
        expanded.put(segment, SegmentReferences.expand(segment.condition(), conditions)));
    return expanded;
  }
}
