package io.storeloop.algorithms.inference;

/**
 * The logarithm of the gamma function.
 *
 * <p>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.41 (Stirling).
 */
public final class LogGamma {
  /** From here on Stirling's series with four terms is exact to a double. */
  private static final double STIRLING_FROM = 16;

  private LogGamma() {}

  /** ln Γ(a) for a above 0: shifted up by Γ(a) = Γ(a + 1) / a until Stirling's series is exact. */
  public static double of(double a) {
    double product = 1;
    double z = a;
    while (z < STIRLING_FROM) {
      product *= z;
      z++;
    }
    double r = 1 / (z * z);
    double series = (1 / 12.0 - r * (1 / 360.0 - r * (1 / 1260.0 - r / 1680.0))) / z;
    return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
  }
}
