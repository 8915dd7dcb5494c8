package io.storeloop.algorithms.repeat;

import java.time.Duration;

/**
 * When {@link RepeatPurchases} believes that an item is bought again.
 *
 * @param minRepeaters fewest users who bought the item again, 1 or more
 * @param minRepeatShare smallest share of its buyers who did, in [0, 1]
 * @param oneOrder purchases of a user closer than this are one; 0 or more
 * @param personalShrink how many intervals of a user outweigh the item's, above 0: what is known of
 *     all users counts like so many intervals of this one
 * @param priorSpread standard deviation of the logarithms of intervals expected before any is seen,
 *     above 0: 0.7 puts two thirds of them between half and double the typical one
 * @param spreadShrink like how many intervals of the item that expectation counts, above 0
 * @param shareShrink like how many purchases of a user the repeat share of the item counts, above 0
 */
public record RepeatOptions(
    int minRepeaters,
    double minRepeatShare,
    Duration oneOrder,
    double personalShrink,
    double priorSpread,
    double spreadShrink,
    double shareShrink) {

  /**
   * Refuses values outside the ranges above with an {@link IllegalArgumentException} that names the
   * option.
   */
  public RepeatOptions {
    if (minRepeaters < 1) {
      throw new IllegalArgumentException("minRepeaters must be 1 or more, but was " + minRepeaters);
    }
    if (!(minRepeatShare >= 0 && minRepeatShare <= 1)) {
      throw new IllegalArgumentException(
          "minRepeatShare must be between 0 and 1, but was " + minRepeatShare);
    }
    if (oneOrder.isNegative()) {
      throw new IllegalArgumentException("oneOrder must be 0 or more, but was " + oneOrder);
    }
    requirePositive("personalShrink", personalShrink);
    requirePositive("priorSpread", priorSpread);
    requirePositive("spreadShrink", spreadShrink);
    requirePositive("shareShrink", shareShrink);
  }

  /** At least five users and one in twenty buyers bought again, a day or more later. */
  public static RepeatOptions standard() {
    return new RepeatOptions(5, 0.05, Duration.ofDays(1), 2, 0.7, 10, 10);
  }

  private static void requirePositive(String option, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(option + " must be above 0, but was " + value);
    }
  }
}
