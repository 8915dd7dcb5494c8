package io.storeloop.algorithms.inference;

/** The standard normal distribution. */
public final class NormalDistribution {
  /** No confidence a double can tell from 1 lies further out. */
  private static final double FURTHEST = 9;

  private static final double ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI);

  private NormalDistribution() {}

  /** The density at z. */
  public static double density(double z) {
    return Math.exp(-z * z / 2) / ROOT_OF_TWO_PI;
  }

  /**
   * P(Z > z), in [0, 1]; relative error about 1e-12 down to 1e-300, where it is below a half.
   *
   * <p>P(|Z| ≤ z) is the lower incomplete gamma of (½, z²/2).
   */
  public static double upperTail(double z) {
    double half = IncompleteGamma.upper(0.5, z * z / 2) / 2;
    return z >= 0 ? half : 1 - half;
  }

  /** P(Z ≤ z), in [0, 1]. */
  public static double cumulative(double z) {
    return upperTail(-z);
  }

  /**
   * The z such that a standard normal variable lies within [-z, z] with the given probability: 1.96
   * for 0.95. Halves the bracket until nothing is left to halve.
   *
   * @throws IllegalArgumentException if the confidence is not above 0 and below 1
   */
  public static double twoSidedQuantile(double confidence) {
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
