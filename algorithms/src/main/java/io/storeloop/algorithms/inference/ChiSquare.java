package io.storeloop.algorithms.inference;

/** The chi-square distribution. */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * Probability, in [0, 1], that a chi-square variable exceeds the value: Q(degrees / 2, value /
   * 2). Relative error about 1e-12 down to 1e-300.
   *
   * @param value 0 or more
   * @param degrees degrees of freedom, 1 or more
   * @throws IllegalArgumentException if one of them is outside its range
   */
  public static double upperTail(double value, int degrees) {
    if (!(value >= 0) || degrees < 1) {
      throw new IllegalArgumentException(
          "value must be 0 or more and degrees 1 or more, but were %s and %d"
              .formatted(value, degrees));
    }
    return IncompleteGamma.upper(degrees / 2.0, value / 2);
  }
}
