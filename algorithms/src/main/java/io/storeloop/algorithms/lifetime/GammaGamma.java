package io.storeloop.algorithms.lifetime;

import io.storeloop.algorithms.inference.LogGamma;
import java.util.random.RandomGenerator;

/**
 * What customers spend on a purchase: an amount is Gamma(p, ν) with the customer's own ν, which is
 * Gamma(q, gamma) over the customers; spending and buying are taken as independent. Amounts above
 * 0, in any currency. Immutable.
 *
 * <p>Sources: Fader and Hardie, The Gamma-Gamma Model of Monetary Value (2013), equations 1a, 3 and
 * 5; Fader, Hardie and Lee, RFM and CLV, Journal of Marketing Research 42 (2005).
 *
 * @param p how even a customer's amounts are, above 0
 * @param q how alike the customers are, above 1, so that there is a mean
 * @param gamma in the currency, above 0
 */
public record GammaGamma(double p, double q, double gamma) {

  /**
   * Refuses what has no mean.
   *
   * @throws IllegalArgumentException if a parameter is outside its range
   */
  public GammaGamma {
    Parameters.positive("p", p);
    Parameters.positive("q - 1", q - 1);
    Parameters.positive("gamma", gamma);
  }

  /**
   * ln of the density of a mean amount.
   *
   * @param purchases how many the mean is of, 1 or more
   */
  public double logLikelihood(int purchases, double meanAmount) {
    double shape = p * purchases;
    return LogGamma.of(shape + q)
        - LogGamma.of(shape)
        - LogGamma.of(q)
        + q * Math.log(gamma)
        + (shape - 1) * Math.log(meanAmount)
        + shape * Math.log(purchases)
        - (shape + q) * Math.log(gamma + purchases * meanAmount);
  }

  /** Expected amount of a purchase of whoever has not been seen. */
  public double meanAmount() {
    return p * gamma / (q - 1);
  }

  /**
   * Expected amount of a customer's next purchase: the own mean, drawn towards that of all the more
   * the fewer purchases it is of.
   *
   * @param purchases 0 or more; with 0 the mean does not count
   */
  public double expectedAmount(int purchases, double meanAmount) {
    return p * (gamma + purchases * meanAmount) / (p * purchases + q - 1);
  }

  /** Draws a customer's long-run mean amount, given what was seen. */
  double drawMean(int purchases, double meanAmount, RandomGenerator random) {
    return p / Draws.gamma(q + p * purchases, gamma + purchases * meanAmount, random);
  }

  /** Draws an amount of a customer whose long-run mean is known. */
  double drawAmount(double mean, RandomGenerator random) {
    return Draws.gamma(p, p / mean, random);
  }
}
