package io.storeloop.algorithms.lifetime;

/**
 * ∫ s (a + u)^-k (b + u)^-(s+1) du: buying stopped by leaving at u, rates averaged out.
 *
 * <p>Over w = ln(min(a, b) + u) the integrand has no singularity within π of the real axis, and
 * falls at least as fast as it does at the start, so 32 Gauss points over the range, or over the
 * part of it where anything is left, give about twelve digits.
 */
final class ParetoIntegral {
  /** e^-40 of the start is nothing to a double. */
  private static final double FALLEN = 40;

  private ParetoIntegral() {}

  /** Its logarithm, -∞ for an empty range. */
  static double log(double k, double a, double s, double b, double from, double to) {
    if (!(from < to)) {
      return Double.NEGATIVE_INFINITY;
    }
    double least = Math.min(a, b);
    double further = Math.max(a, b) - least;
    double leastPower = (a <= b ? k : s + 1) - 1;
    double otherPower = a <= b ? s + 1 : k;
    double start = Math.log(least + from);
    double fall = leastPower + otherPower * (least + from) / (least + from + further);
    double range = Math.log((least + to) / (least + from));
    double length = fall > 0 ? Math.min(range, FALLEN / fall) : range;
    double startOther = Math.log(further + least + from);
    double sum = 0;
    for (int i = 0; i < LegendreQuadrature.NODES; i++) {
      double w = LegendreQuadrature.point(i, 0, length);
      double other = Math.log(further + Math.exp(start + w)) - startOther;
      sum +=
          LegendreQuadrature.weight(i, 0, length) * Math.exp(-leastPower * w - otherPower * other);
    }
    return Math.log(s * sum) - leastPower * start - otherPower * startOther;
  }
}
