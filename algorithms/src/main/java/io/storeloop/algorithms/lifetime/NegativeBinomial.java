package io.storeloop.algorithms.lifetime;

/** How often something happens within t, if its rate is Gamma(shape, scale). */
final class NegativeBinomial {
  private NegativeBinomial() {}

  /** P(0) to P({@code most}), by logarithms, since P(0) may be too small for a double. */
  static double[] probabilities(double shape, double scale, double t, int most) {
    double[] probabilities = new double[most + 1];
    double log = -shape * Math.log1p(t / scale);
    double logStep = -Math.log1p(scale / t);
    for (int n = 0; n <= most; n++) {
      probabilities[n] = Math.exp(log);
      log += Math.log((shape + n) / (n + 1)) + logStep;
    }
    return probabilities;
  }
}
