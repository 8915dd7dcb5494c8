package io.storeloop.profile.feature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The instants from which time-dependent features are derived when they are read.
 *
 * @param firstSeen of any event
 * @param lastSeen of any event
 * @param lastPurchase absent without a purchase
 */
public record Moments(Instant firstSeen, Instant lastSeen, @Nullable Instant lastPurchase) {
  /** The moments of one event. */
  static Moments of(Instant at, boolean purchase) {
    return new Moments(at, at, purchase ? at : null);
  }

  Moments merge(Moments other) {
    return new Moments(
        firstSeen.isBefore(other.firstSeen) ? firstSeen : other.firstSeen,
        lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen,
        later(lastPurchase, other.lastPurchase));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
