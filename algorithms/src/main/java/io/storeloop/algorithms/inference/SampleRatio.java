package io.storeloop.algorithms.inference;

/**
 * Tells whether the arms of an experiment received the users they should have: a mismatch means the
 * assignment or the counting is broken, and no result of the experiment can be trusted.
 *
 * <p>Source: Fabijan et al., Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD
 * 2019; Pearson's chi-square test of goodness of fit.
 */
public final class SampleRatio {
  /** A p-value below this is an alarm. Small, because the check is repeated with every report. */
  public static final double ALARM_BELOW = 0.001;

  private static final double SHARE_SUM_TOLERANCE = 1e-6;

  private SampleRatio() {}

  /**
   * Probability, in [0, 1], of counts at least as far from the shares if the assignment were right.
   *
   * @param counts users per arm, 0 or more; without any user the answer is 1
   * @param shares expected share per arm, each above 0, adding up to 1
   * @throws IllegalArgumentException if there are fewer than two arms or the above does not hold
   */
  public static double pValue(long[] counts, double[] shares) {
    requireFitting(counts, shares);
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    if (total == 0) {
      return 1;
    }
    double chiSquare = 0;
    for (int arm = 0; arm < counts.length; arm++) {
      double expected = total * shares[arm];
      chiSquare += (counts[arm] - expected) * (counts[arm] - expected) / expected;
    }
    return ChiSquare.upperTail(chiSquare, counts.length - 1);
  }

  private static void requireFitting(long[] counts, double[] shares) {
    if (counts.length < 2 || counts.length != shares.length) {
      throw new IllegalArgumentException(
          "two or more arms need as many counts as shares, but there were %d and %d"
              .formatted(counts.length, shares.length));
    }
    double sum = 0;
    for (int arm = 0; arm < counts.length; arm++) {
      if (counts[arm] < 0 || !(shares[arm] > 0)) {
        throw new IllegalArgumentException(
            "counts must be 0 or more and shares above 0, but arm %d had %d and %s"
                .formatted(arm, counts[arm], shares[arm]));
      }
      sum += shares[arm];
    }
    if (!(Math.abs(sum - 1) <= SHARE_SUM_TOLERANCE)) {
      throw new IllegalArgumentException("shares must add up to 1, but added up to " + sum);
    }
  }
}
