package io.storeloop.algorithms.inference;

/** The standard normal distribution. */
final class NormalDistribution {
  /** No confidence a double can tell from 1 lies further out. */
  private static final double FURTHEST = 9;

  private NormalDistribution() {}

  /**
   * The z such that a standard normal variable lies within [-z, z] with the given probability: 1.96
   * for 0.95.
   *
   * <p>Halves the bracket until nothing is left to halve; P(|Z| ≤ z) is the lower incomplete gamma
   * of (½, z²/2).
   */
  static double twoSidedQuantile(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0 and below 1, but was " + confidence);
    }
    double outside = 1 - confidence;
    double low = 0;
    double high = FURTHEST;
    double middle = (low + high) / 2;
    while (low < middle && middle < high) {
      if (IncompleteGamma.upper(0.5, middle * middle / 2) > outside) {
        low = middle;
      } else {
        high = middle;
      }
      middle = (low + high) / 2;
    }
    return middle;
  }
}
