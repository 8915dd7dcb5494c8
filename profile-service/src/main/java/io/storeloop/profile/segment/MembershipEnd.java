package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.profile.feature.PriceTerciles;
import io.storeloop.profile.profile.ProfileSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * When a membership will end although nothing happens to the shopper: the condition is asked at
 * every moment at which time can change it, up to a bound.
 */
final class MembershipEnd {
  /** Moments asked about where only days go by: more than a year. */
  static final int MOST_DAYS = 400;

  /** Moments asked about where events must be counted anew for each. */
  static final int MOST_COUNTS = 20;

  private final EventCounts events;
  private final Supplier<Optional<PriceTerciles>> terciles;
  private final Function<ProfileSnapshot, Optional<String>> cluster;

  MembershipEnd(
      EventCounts events,
      Supplier<Optional<PriceTerciles>> terciles,
      Function<ProfileSnapshot, Optional<String>> cluster) {
    this.events = events;
    this.terciles = terciles;
    this.cluster = cluster;
  }

  /**
   * The end of a membership in a segment of this condition, free of references; empty if time alone
   * does not end it within the bound.
   */
  Optional<Instant> of(ProfileSnapshot profile, Condition condition, Instant now) {
    NextChange time = NextChange.of(List.of(condition));
    List<Performed> counted = Performances.of(List.of(condition));
    int most = counted.isEmpty() ? MOST_DAYS : MOST_COUNTS;
    Instant at = now;
    for (int step = 0; step < most; step++) {
      Optional<Instant> next = time.after(at, profile.moments(), earliest(profile, time, at));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
      if (!matches(profile, condition, counted, at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private Function<Performed, Optional<Instant>> earliest(
      ProfileSnapshot profile, NextChange time, Instant at) {
    UUID id = profile.profileId();
    Map<Performed, Instant> found =
        time.windows().isEmpty()
            ? Map.of()
            : events.earliest(List.of(id), time.windows(), at).getOrDefault(id, Map.of());
    return clause -> Optional.ofNullable(found.get(clause));
  }

  private boolean matches(
      ProfileSnapshot profile, Condition condition, List<Performed> counted, Instant at) {
    Map<Performed, Long> counts =
        counted.isEmpty() ? Map.of() : events.of(profile.profileId(), counted, at);
    ProfileSubject subject =
        new ProfileSubject(
            profile,
            profile.features(at, terciles.get()),
            cluster,
            clause -> counts.getOrDefault(clause, 0L));
    return ConditionEvaluator.matches(condition, subject, at);
  }
}
