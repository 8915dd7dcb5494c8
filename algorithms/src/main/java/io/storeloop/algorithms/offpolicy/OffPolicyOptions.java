package io.storeloop.algorithms.offpolicy;

/**
 * How an off-policy evaluation is done.
 *
 * @param folds parts of the log, each judged with a model of rewards learned from the others, 2 to
 *     {@link #MAX_FOLDS}
 * @param leastEffectiveSampleSize an estimate from less is refused, 1 or more
 * @param seed of the parts
 */
public record OffPolicyOptions(int folds, double leastEffectiveSampleSize, long seed) {
  public static final int MAX_FOLDS = 100;
  public static final int DEFAULT_FOLDS = 5;
  public static final double DEFAULT_LEAST_EFFECTIVE_SAMPLE_SIZE = 200;

  /** Refuses values outside the ranges above. */
  public OffPolicyOptions {
    if (folds < 2 || folds > MAX_FOLDS || !(leastEffectiveSampleSize >= 1)) {
      throw new IllegalArgumentException(
          "folds must be between 2 and %d and leastEffectiveSampleSize 1 or more, but were %d and %s"
              .formatted(MAX_FOLDS, folds, leastEffectiveSampleSize));
    }
  }

  public static OffPolicyOptions seeded(long seed) {
    return new OffPolicyOptions(DEFAULT_FOLDS, DEFAULT_LEAST_EFFECTIVE_SAMPLE_SIZE, seed);
  }
}
