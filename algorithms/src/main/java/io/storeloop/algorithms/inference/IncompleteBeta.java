package io.storeloop.algorithms.inference;

/**
 * The regularised incomplete beta function I_x(a, b): the probability that a Beta(a, b) variable is
 * at most x.
 *
 * <p>The continued fraction converges fast left of the mean; right of it I_x(a, b) = 1 − I_1−x(b,
 * a).
 *
 * <p>Sources: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.8 (continued
 * fraction), 6.6.3 (reflection); Lentz, Applied Optics 15 (1976) (evaluation from the front).
 */
public final class IncompleteBeta {
  private static final double PRECISION = 1e-14;
  private static final double TINY = 1e-300;

  /** About √max(a, b) terms are needed. */
  private static final int MAX_TERMS = 100_000;

  private IncompleteBeta() {}

  /**
   * I_x(a, b), in [0, 1].
   *
   * @param x in [0, 1]
   * @param a above 0
   * @param b above 0
   * @throws IllegalArgumentException if one of them is outside its range
   */
  public static double regularised(double x, double a, double b) {
    if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) {
      throw new IllegalArgumentException(
          "x must be in [0, 1], a and b above 0, but were %s, %s and %s".formatted(x, a, b));
    }
    if (x == 0 || x == 1) {
      return x;
    }
    double front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(x, a, b) / a
        : 1 - front * fraction(1 - x, b, a) / b;
  }

  /** ln B(a, b) for a and b above 0. */
  public static double logBeta(double a, double b) {
    return LogGamma.of(a) + LogGamma.of(b) - LogGamma.of(a + b);
  }

  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
    double value = d;
    double change = 0;
    for (int m = 1; m < MAX_TERMS && Math.abs(change - 1) > PRECISION; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / awayFromZero(1 + even * d);
      c = awayFromZero(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / awayFromZero(1 + odd * d);
      c = awayFromZero(1 + odd / c);
      change = d * c;
      value *= change;
    }
    return value;
  }

  private static double awayFromZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
