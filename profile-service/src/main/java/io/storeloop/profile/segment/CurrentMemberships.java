package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.Explanation;
import io.storeloop.common.conditions.PerformedEvent;
import io.storeloop.profile.feature.PriceTerciles;
import io.storeloop.profile.profile.PastProfile;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.SegmentMemberships;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which segments a profile is in, answered from its state at this moment; nothing about membership
 * is stored, so nothing can be stale. The segments are kept in memory and read again when their
 * revision has changed; if some ask for {@code performed}, the profile's events are counted in one
 * statement. Thread-safe.
 */
final class CurrentMemberships implements SegmentMemberships {
  private final Segments segments;
  private final SegmentMembers members;
  private final EventCounts events;
  private final Supplier<Optional<PriceTerciles>> terciles;
  private final Function<ProfileSnapshot, Optional<String>> cluster;
  private final Clock clock;
  private final Object loading = new Object();
  private volatile Known known = new Known(-1, Map.of(), List.of());

  /** A segment that a profile is in, and why; {@code condition} is without references. */
  record Membership(Segment segment, Condition condition, Explanation explanation) {}

  /**
   * All segments.
   *
   * @param revision when they were read, or earlier
   * @param conditions without references, in the order of ids
   * @param counted the clauses that count events
   */
  private record Known(
      long revision, Map<Segment, Condition> conditions, List<Performed> counted) {}

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
  public Map<UUID, List<String>> of(Collection<Candidate> profiles, long revision, Instant now) {
    Known all = known(revision);
    Map<UUID, Map<Performed, Long>> counts =
        all.counted().isEmpty()
            ? Map.of()
            : events.of(
                profiles.stream().map(one -> one.profile().profileId()).toList(),
                all.counted(),
                now);
    Map<UUID, List<String>> ids = new HashMap<>();
    for (Candidate one : profiles) {
      UUID id = one.profile().profileId();
      Map<Performed, Long> own = counts.getOrDefault(id, Map.of());
      ProfileSubject subject =
          new ProfileSubject(
              one.profile(),
              one.features(),
              profile -> one.cluster(),
              clause -> own.getOrDefault(clause, 0L));
      ids.put(id, ids(all, subject, now));
    }
    return ids;
  }

  @Override
  public List<String> asOf(PastProfile past, Instant at) {
    ProfileSubject subject =
        new ProfileSubject(
            past.profile(),
            past.profile().features(at, terciles.get()),
            one -> Optional.empty(),
            clause -> PerformedEvent.count(past.events(), clause, at));
    return ids(known(segments.revision()), subject, at);
  }

  private static List<String> ids(Known all, ProfileSubject subject, Instant now) {
    return all.conditions().entrySet().stream()
        .filter(entry -> ConditionEvaluator.matches(entry.getValue(), subject, now))
        .map(entry -> entry.getKey().id())
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
    Known all = known(segments.revision());
    Map<Performed, Long> counts =
        all.counted().isEmpty() ? Map.of() : events.of(profile.profileId(), all.counted(), now);
    ProfileSubject subject =
        new ProfileSubject(
            profile,
            profile.features(now, terciles.get()),
            cluster,
            clause -> counts.getOrDefault(clause, 0L));
    List<Membership> memberships = new ArrayList<>();
    all.conditions()
        .forEach((segment, condition) -> {
          Explanation explanation = ConditionEvaluator.explain(condition, subject, now);
          if (explanation.matches()) {
            memberships.add(new Membership(segment, condition, explanation));
          }
        });
    return memberships;
  }

  private Known known(long revision) {
    Known seen = known;
    return seen.revision() >= revision ? seen : load(revision);
  }

  private Known load(long revision) {
    synchronized (loading) {
      if (known.revision() < revision) {
        // read after the revision: the segments may be newer than its number, never older
        Map<Segment, Condition> conditions = expanded(segments.all());
        known = new Known(revision, conditions, Performances.of(conditions.values()));
      }
      return known;
    }
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
