package io.storeloop.algorithms.lifetime;

/**
 * A customer's times between purchases, in any one unit; whose array must not be changed.
 *
 * @param gaps in order, each above 0, without the one that runs
 * @param elapsed time since the latest purchase, 0 or more
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rhythm(double[] gaps, double elapsed) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a gap is not above 0, or {@code elapsed} negative
   */
  public Rhythm {
    for (double gap : gaps) {
      Parameters.positive("gap", gap);
    }
    if (!(elapsed >= 0 && elapsed < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("elapsed must be 0 or more, but was " + elapsed);
    }
  }

  /** The history in the time gap^shape. */
  PurchaseHistory inOwnTime(double shape) {
    double sum = 0;
    for (double gap : gaps) {
      sum += Math.pow(gap, shape);
    }
    return new PurchaseHistory(gaps.length, sum, sum + Math.pow(elapsed, shape));
  }
}
