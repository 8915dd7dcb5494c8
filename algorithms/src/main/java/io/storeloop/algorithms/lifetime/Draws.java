package io.storeloop.algorithms.lifetime;

import java.util.random.RandomGenerator;

/**
 * Draws from distributions.
 *
 * <p>Source: Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, ACM TOMS 26
 * (2000); shapes below 1 by their §6.
 */
final class Draws {
  private static final double NEVER_ZERO = Double.MIN_NORMAL;

  private Draws() {}

  /** Gamma with mean {@code shape / rate}; above 0. */
  static double gamma(double shape, double rate, RandomGenerator random) {
    return Math.max(NEVER_ZERO, standard(shape, random) / rate);
  }

  /** Beta with mean {@code a / (a + b)}. */
  static double beta(double a, double b, RandomGenerator random) {
    double first = gamma(a, 1, random);
    return first / (first + gamma(b, 1, random));
  }

  private static double standard(double shape, RandomGenerator random) {
    if (shape < 1) {
      double boosted = standard(shape + 1, random);
      return boosted * Math.exp(-random.nextExponential() / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = random.nextGaussian();
      double v = 1 + c * z;
      if (v > 0) {
        v = v * v * v;
        if (-random.nextExponential() < z * z / 2 + d - d * v + d * Math.log(v)) {
          return d * v;
        }
      }
    }
  }
}
