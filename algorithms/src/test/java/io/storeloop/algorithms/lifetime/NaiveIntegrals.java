package io.storeloop.algorithms.lifetime;

import io.storeloop.algorithms.inference.LogGamma;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Means over distributions by the midpoint rule, slow and plain. */
final class NaiveIntegrals {
  private static final int STEPS = 600;

  private NaiveIntegrals() {}

  /** Over λ ~ Gamma(r, alpha) and μ ~ Gamma(s, beta). */
  static double gammaGammaMean(
      double r, double alpha, double s, double beta, DoubleBinaryOperator function) {
    return gammaMean(
        r, alpha, rate -> gammaMean(s, beta, other -> function.applyAsDouble(rate, other)));
  }

  /** Over λ ~ Gamma(r, alpha) and p ~ Beta(a, b). */
  static double gammaBetaMean(
      double r, double alpha, double a, double b, DoubleBinaryOperator function) {
    return gammaMean(r, alpha, rate -> betaMean(a, b, p -> function.applyAsDouble(rate, p)));
  }

  /** Substituted by λ = v^4 / (1 - v)^4, which spreads both ends. */
  static double gammaMean(double shape, double rate, DoubleUnaryOperator function) {
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double v = (i + 0.5) / STEPS;
      double root = v / (1 - v);
      double x = Math.pow(root, 4);
      double slope = 4 * Math.pow(root, 3) / ((1 - v) * (1 - v));
      double log =
          shape * Math.log(rate) - LogGamma.of(shape) + (shape - 1) * Math.log(x) - rate * x;
      sum += Math.exp(log) * slope * function.applyAsDouble(x) / STEPS;
    }
    return sum;
  }

  /** Substituted by p = v^4 / (v^4 + (1 - v)^4). */
  static double betaMean(double a, double b, DoubleUnaryOperator function) {
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double v = (i + 0.5) / STEPS;
      double one = Math.pow(v, 4);
      double other = Math.pow(1 - v, 4);
      double p = one / (one + other);
      double q = other / (one + other);
      double slope = 4 * Math.pow(v * (1 - v), 3) / ((one + other) * (one + other));
      double log =
          LogGamma.of(a + b)
              - LogGamma.of(a)
              - LogGamma.of(b)
              + (a - 1) * Math.log(p)
              + (b - 1) * Math.log(q);
      sum += Math.exp(log) * slope * function.applyAsDouble(p) / STEPS;
    }
    return sum;
  }

  /** Gauss's hypergeometric series, for |z| &lt; 1. */
  static double hypergeometric(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; n < 20_000 && Math.abs(term) > 1e-16 * Math.abs(sum); n++) {
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      sum += term;
    }
    return sum;
  }
}
