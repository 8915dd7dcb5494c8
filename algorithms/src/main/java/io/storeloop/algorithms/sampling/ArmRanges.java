package io.storeloop.algorithms.sampling;

import java.util.OptionalInt;

/**
 * Which buckets belong to which arm: every arm owns a range of [0, 1) as wide as its weight, of
 * which the first part, as large as the coverage, takes part. Raising the coverage therefore moves
 * nobody from one arm to another.
 *
 * <p>Source: GrowthBook, "Build your own SDK", getBucketRanges and chooseVariation; unlike there
 * weights that do not add up to 1 are refused, not replaced. Immutable.
 */
public final class ArmRanges {
  private static final double WEIGHT_SUM_TOLERANCE = 1e-6;

  private final double coverage;
  private final double[] weights;

  private ArmRanges(double coverage, double[] weights) {
    this.coverage = coverage;
    this.weights = weights;
  }

  /**
   * Ranges for arms of the given weights.
   *
   * @param coverage share of each arm's users that takes part, in [0, 1]
   * @param weights one per arm, each in [0, 1], adding up to 1 (within 1e-6)
   * @throws IllegalArgumentException if one of these does not hold
   */
  public static ArmRanges of(double coverage, double... weights) {
    if (!(coverage >= 0 && coverage <= 1)) {
      throw new IllegalArgumentException("coverage must be between 0 and 1, but was " + coverage);
    }
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0 && weight <= 1)) {
        throw new IllegalArgumentException("weight must be between 0 and 1, but was " + weight);
      }
      sum += weight;
    }
    if (Math.abs(sum - 1) > WEIGHT_SUM_TOLERANCE) {
      throw new IllegalArgumentException("weights must add up to 1, but added up to " + sum);
    }
    return new ArmRanges(coverage, weights.clone());
  }

  public int armCount() {
    return weights.length;
  }

  /**
   * The arm a bucket belongs to, or none for a bucket that does not take part.
   *
   * @param bucket from {@link Assignment#bucket}, in [0, 1)
   * @throws IllegalArgumentException if the bucket is outside [0, 1)
   */
  public OptionalInt armOf(double bucket) {
    if (!(bucket >= 0 && bucket < 1)) {
      throw new IllegalArgumentException(
          "bucket must be at least 0 and below 1, but was " + bucket);
    }
    double start = 0;
    for (int arm = 0; arm < weights.length; arm++) {
      if (bucket >= start && bucket < start + coverage * weights[arm]) {
        return OptionalInt.of(arm);
      }
      start += weights[arm];
    }
    return OptionalInt.empty();
  }

  /** Probability, in [0, 1], that a user gets the arm: its weight times the coverage. */
  public double probability(int arm) {
    return coverage * weights[arm];
  }
}
