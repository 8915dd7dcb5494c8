package io.storeloop.algorithms.decay;

import java.time.Duration;
import java.time.Instant;

/**
 * A sum whose parts halve once per half-life: 1 added now is worth ½ after one half-life and ¼
 * after two.
 *
 * <p>Kept against a landmark instead of the clock: {@code scaled} = Σ amount · 2^((time - landmark)
 * / halfLife), so time passing changes nothing that is stored. Landmarks lie on a grid of {@link
 * #HALF_LIVES_PER_PERIOD} half-lives, and moving to a later one multiplies by a power of two, which
 * is exact. So the order of additions and merges does not matter, up to the rounding of
 * floating-point addition (relative 1e-15 per addition of the sum of absolute amounts). Parts more
 * than about 1,000 half-lives older than the newest vanish.
 *
 * <p>Amounts may be negative. Times have millisecond resolution. Immutable; the three components
 * are all there is to store.
 *
 * <p>Source: Cormode et al., Forward Decay: A Practical Time Decay Model for Streaming Systems,
 * ICDE 2009, §3.
 *
 * @param halfLife at least 1 second, at most {@link #MAX_HALF_LIFE}; sums of different half-lives
 *     do not mix
 * @param scaled the sum as seen from the landmark, finite
 * @param landmark a point of the grid
 */
public record DecayedSum(Duration halfLife, double scaled, Instant landmark) {
  /**
   * Half-lives between two landmarks: weights inside a period stay between 1 and 2^64, far from
   * overflow.
   */
  public static final int HALF_LIVES_PER_PERIOD = 64;

  public static final Duration MIN_HALF_LIFE = Duration.ofSeconds(1);
  public static final Duration MAX_HALF_LIFE = Duration.ofDays(36_500);

  /** Refuses a half-life out of range, a sum that is not finite and a landmark off the grid. */
  public DecayedSum {
    requireHalfLife(halfLife);
    if (!Double.isFinite(scaled)) {
      throw new IllegalArgumentException("scaled must be finite, but was " + scaled);
    }
    if (!landmark.equals(landmarkBefore(landmark, halfLife))) {
      throw new IllegalArgumentException(
          "landmark must be a multiple of %d half-lives of %s, but was %s"
              .formatted(HALF_LIVES_PER_PERIOD, halfLife, landmark));
    }
  }

  /** A sum of nothing, 0 at any time. */
  public static DecayedSum empty(Duration halfLife) {
    return new DecayedSum(halfLife, 0, Instant.EPOCH);
  }

  /**
   * This sum with one more part.
   *
   * @throws IllegalArgumentException if the amount is not finite
   */
  public DecayedSum add(double amount, Instant at) {
    requireFinite(amount);
    Instant landmarkOfPart = landmarkBefore(at, halfLife);
    double scaledPart = amount * Math.pow(2, halfLivesBetween(landmarkOfPart, at));
    return merge(new DecayedSum(halfLife, scaledPart, landmarkOfPart));
  }

  /**
   * The sum of the parts of both.
   *
   * @throws IllegalArgumentException if the half-lives differ
   */
  public DecayedSum merge(DecayedSum other) {
    if (!halfLife.equals(other.halfLife)) {
      throw new IllegalArgumentException(
          "half-life must be %s, but was %s".formatted(halfLife, other.halfLife));
    }
    if (other.scaled == 0) {
      return this;
    }
    if (scaled == 0) {
      return other;
    }
    Instant later = landmark.isAfter(other.landmark) ? landmark : other.landmark;
    return new DecayedSum(halfLife, scaledTo(later) + other.scaledTo(later), later);
  }

  /**
   * What the parts are worth at a time; before the latest part it is what they would have to have
   * been worth.
   */
  public double valueAt(Instant time) {
    return scaled == 0 ? 0 : scaled * Math.pow(2, -halfLivesBetween(landmark, time));
  }

  /**
   * What remains, in (0, 1], of 1 after the given time: 2^(-age / halfLife). Above 1 for a negative
   * age.
   */
  public static double factor(Duration age, Duration halfLife) {
    requireHalfLife(halfLife);
    return Math.pow(2, -(double) age.toMillis() / halfLife.toMillis());
  }

  private double scaledTo(Instant laterLandmark) {
    return scaled * Math.pow(2, -halfLivesBetween(landmark, laterLandmark));
  }

  private double halfLivesBetween(Instant from, Instant to) {
    return (double) (to.toEpochMilli() - from.toEpochMilli()) / halfLife.toMillis();
  }

  private static Instant landmarkBefore(Instant time, Duration halfLife) {
    long period = halfLife.toMillis() * HALF_LIVES_PER_PERIOD;
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), period) * period);
  }

  private static void requireHalfLife(Duration halfLife) {
    if (halfLife.compareTo(MIN_HALF_LIFE) < 0 || halfLife.compareTo(MAX_HALF_LIFE) > 0) {
      throw new IllegalArgumentException(
          "half-life must be between %s and %s, but was %s"
              .formatted(MIN_HALF_LIFE, MAX_HALF_LIFE, halfLife));
    }
  }

  private static void requireFinite(double amount) {
    if (!Double.isFinite(amount)) {
      throw new IllegalArgumentException("amount must be finite, but was " + amount);
    }
  }
}
