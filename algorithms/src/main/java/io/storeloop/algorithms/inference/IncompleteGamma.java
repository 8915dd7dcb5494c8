package io.storeloop.algorithms.inference;

/**
 * The regularised upper incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a).
 *
 * <p>Left of x = a + 1 one minus the power series of P converges fast, right of it the continued
 * fraction of Q does, evaluated from the front.
 *
 * <p>Sources: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.5.29 (series), 6.5.31
 * (continued fraction); Lentz, Applied Optics 15 (1976) (evaluation from the front).
 */
final class IncompleteGamma {
  private static final double PRECISION = 1e-16;
  private static final double TINY = 1e-300;

  /**
   * The series needs about √a terms beyond its largest; far more than any number of arms asks for.
   */
  private static final int MAX_TERMS = 100_000;

  private IncompleteGamma() {}

  /** Q(a, x) for a above 0 and x of 0 or more, in [0, 1]. */
  static double upper(double a, double x) {
    if (x == 0) {
      return 1;
    }
    if (Double.isInfinite(x)) {
      return 0;
    }
    double front = Math.exp(a * Math.log(x) - x - LogGamma.of(a));
    return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x);
  }

  /** Σ x^n / (a (a+1) … (a+n)), so that P = x^a e^-x / Γ(a) times this. */
  private static double lowerSeries(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < MAX_TERMS && term > sum * PRECISION; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  /** 1 / (x + 1 - a - 1(1-a) / (x + 3 - a - 2(2-a) / (x + 5 - a - …))). */
  private static double upperFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    double change = 0;
    for (int n = 1; n < MAX_TERMS && Math.abs(change - 1) > PRECISION; n++) {
      double numerator = -n * (n - a);
      b += 2;
      d = 1 / awayFromZero(numerator * d + b);
      c = awayFromZero(b + numerator / c);
      change = c * d;
      value *= change;
    }
    return value;
  }

  private static double awayFromZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
