package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.Within;
import io.storeloop.profile.feature.Derivation;
import io.storeloop.profile.feature.FeaturePath;
import io.storeloop.profile.feature.Moment;
import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.tag.TagCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The next moment at which a condition's answer for a profile can change although nothing happens
 * to the profile: a feature in days grows by one, a day or an event falls out of a window. It need
 * not change then; before, it cannot.
 *
 * <p>A price band follows the catalogue, not the clock: it is looked at once a day.
 */
final class NextChange {
  private static final String FEATURES = "features.";
  private static final Duration DAY = Duration.ofDays(1);

  /** The database's clock ticks so. */
  private static final Duration TICK = Duration.ofNanos(1_000);

  /** Longest that calendar months of different length move the end of a window. */
  private static final int MOST_DAYS_OFF = 4;

  private final Set<Moment> moments = new HashSet<>();
  private final Set<Performed> windows = new HashSet<>();
  private boolean daily;
  private boolean midnights;

  private NextChange() {}

  /** What of these conditions, free of references to segments, depends on time. */
  static NextChange of(Collection<Condition> conditions) {
    NextChange next = new NextChange();
    conditions.forEach(next::collect);
    return next;
  }

  /** The clauses whose earliest event in the window must be known. */
  Set<Performed> windows() {
    return Set.copyOf(windows);
  }

  /**
   * The next moment after {@code now}; empty if time alone changes nothing.
   *
   * @param earliest the earliest event that a clause counts now, by when it leaves a window (the
   *     earlier of its two times); empty for none
   */
  Optional<Instant> after(
      Instant now, Moments of, Function<Performed, Optional<Instant>> earliest) {
    Instant next = daily ? now.plus(DAY) : null;
    next = midnights ? sooner(next, midnight(now)) : next;
    for (Moment moment : moments) {
      Instant from = moment.of(of).orElse(null);
      next = from == null ? next : sooner(next, nextDay(from, now));
    }
    for (Performed window : windows) {
      Instant first = earliest.apply(window).orElse(null);
      Within within = window.within();
      next = first == null || within == null ? next : sooner(next, leaves(first, within, now));
    }
    return Optional.ofNullable(next);
  }

  private static Instant sooner(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }

  /** A calendar day (UTC) falls out of a window. */
  private static Instant midnight(Instant now) {
    return now.truncatedTo(ChronoUnit.DAYS).plus(DAY);
  }

  /** Whole days since {@code from} grow by one. */
  private static Instant nextDay(Instant from, Instant now) {
    long days = Math.max(0, Duration.between(from, now).toDays());
    return from.plus(DAY.multipliedBy(days + 1));
  }

  /** The first moment whose window begins after the event. */
  private static Instant leaves(Instant event, Within within, Instant now) {
    Instant early =
        event
            .atZone(ZoneOffset.UTC)
            .plus(within.period())
            .plus(within.duration())
            .toInstant()
            .plus(TICK);
    Instant late = early.plus(DAY.multipliedBy(MOST_DAYS_OFF));
    if (!within.start(early).isAfter(event)) {
      while (Duration.between(early, late).compareTo(TICK) > 0) {
        Instant middle = early.plus(Duration.between(early, late).dividedBy(2));
        if (within.start(middle).isAfter(event)) {
          late = middle;
        } else {
          early = middle;
        }
      }
      early = late;
    }
    return early.isAfter(now) ? early : now.plus(TICK);
  }

  private void collect(Condition condition) {
    switch (condition) {
      case Condition.Always always -> {}
      case And(var parts) -> parts.forEach(this::collect);
      case Or(var parts) -> parts.forEach(this::collect);
      case Not(Condition part) -> collect(part);
      case Compare compare -> path(compare.path());
      case OneOf oneOf -> path(oneOf.path());
      case Exists exists -> path(exists.path());
      case Contains contains -> path(contains.path());
      case Performed performed -> {
        if (performed.within() != null) {
          windows.add(performed);
        }
      }
    }
  }

  private void path(String path) {
    if (TagCatalogue.PATH.equals(path)) {
      TagCatalogue.all().forEach(tag -> collect(tag.condition()));
    } else if (path.startsWith(FEATURES)) {
      switch (FeaturePath.of(path.substring(FEATURES.length())).feature().derivation()) {
        case Derivation.Stored stored -> {}
        case Derivation.DaysSince since -> moments.add(since.moment());
        case Derivation.OrdersPerMonth perMonth -> moments.add(Moment.FIRST_SEEN);
        case Derivation.BandOfAveragePrice band -> daily = true;
        case Derivation.CountWithin within -> midnights = true;
        case Derivation.AbandonedCarts carts -> midnights = true;
        case Derivation.CartAbandonmentShare share -> midnights = true;
      }
    }
  }
}
