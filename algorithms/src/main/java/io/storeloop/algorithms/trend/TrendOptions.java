package io.storeloop.algorithms.trend;

import io.storeloop.algorithms.decay.DecayedSum;
import java.time.Duration;

/**
 * What {@link Trends} calls recent, usual and significant.
 *
 * @param recent half-life of what counts as now, at least {@link DecayedSum#MIN_HALF_LIFE}
 * @param usual half-life of what it is compared with, at least twice {@code recent}, at most {@link
 *     DecayedSum#MAX_HALF_LIFE}
 * @param minZ how many standard deviations above the usual a trend must be, 0 or more
 * @param minRecent smallest recent sum of a trend, above 0: a handful of events is no trend
 * @param shrink events added to every item's past, above 0: what a new item is compared with
 */
public record TrendOptions(
    Duration recent, Duration usual, double minZ, double minRecent, double shrink) {

  /**
   * Refuses values outside the ranges above with an {@link IllegalArgumentException} that names the
   * option.
   */
  public TrendOptions {
    if (recent.compareTo(DecayedSum.MIN_HALF_LIFE) < 0) {
      throw new IllegalArgumentException(
          "recent must be at least %s, but was %s".formatted(DecayedSum.MIN_HALF_LIFE, recent));
    }
    if (usual.compareTo(DecayedSum.MAX_HALF_LIFE) > 0
        || usual.compareTo(recent.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "usual must be at least twice recent, %s, and at most %s, but was %s"
              .formatted(recent, DecayedSum.MAX_HALF_LIFE, usual));
    }
    if (!(minZ >= 0 && minZ < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("minZ must be 0 or more, but was " + minZ);
    }
    if (!(minRecent > 0 && minRecent < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("minRecent must be above 0, but was " + minRecent);
    }
    if (!(shrink > 0 && shrink < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("shrink must be above 0, but was " + shrink);
    }
  }

  /** A day against a fortnight, four standard deviations, a recent sum of three. */
  public static TrendOptions standard() {
    return new TrendOptions(Duration.ofDays(1), Duration.ofDays(14), 4, 3, 1);
  }
}
