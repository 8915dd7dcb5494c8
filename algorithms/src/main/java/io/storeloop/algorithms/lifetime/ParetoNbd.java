package io.storeloop.algorithms.lifetime;

import io.storeloop.algorithms.inference.LogGamma;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Pareto/NBD: the customer leaves at a rate of the own, drawn from Gamma(s, beta), at any time.
 *
 * <p>Of whoever is alive, the rates of buying and leaving are known as Gamma(r + x, alpha + T) and
 * Gamma(s, beta + T), independent of each other. All that is not elementary is one integral ({@link
 * ParetoIntegral}) over the time of leaving.
 *
 * <p>Sources: Schmittlein, Morrison and Colombo, Counting Your Customers: Who Are They and What
 * Will They Do Next?, Management Science 33 (1987); Fader and Hardie, A Note on Deriving the
 * Pareto/NBD Model and Related Expressions (2005), equations 17 to 22; their Deriving the
 * Conditional PMF of the Pareto/NBD Model (2014). Departure: the integral is taken directly rather
 * than as the difference of two hypergeometric functions, which cancel for long histories.
 */
public final class ParetoNbd implements PurchaseProcess {
  private final double r;
  private final double alpha;
  private final double s;
  private final double beta;
  private final double logFactor;

  /**
   * A shop's process; {@code alpha} and {@code beta} are in the unit of time.
   *
   * @throws IllegalArgumentException if a parameter is not above 0 and finite
   */
  public ParetoNbd(double r, double alpha, double s, double beta) {
    this.r = Parameters.positive("r", r);
    this.alpha = Parameters.positive("alpha", alpha);
    this.s = Parameters.positive("s", s);
    this.beta = Parameters.positive("beta", beta);
    this.logFactor = r * Math.log(alpha) - LogGamma.of(r) + s * Math.log(beta);
  }

  @Override
  public PurchaseFamily family() {
    return PurchaseFamily.PARETO_NBD;
  }

  @Override
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("r", r);
    parameters.put("alpha", alpha);
    parameters.put("s", s);
    parameters.put("beta", beta);
    return parameters;
  }

  @Override
  public double logLikelihood(PurchaseHistory history) {
    double alive = logAlive(history);
    double left = logLeft(history);
    double larger = Math.max(alive, left);
    return logFactor
        + LogGamma.of(r + history.repeats())
        + larger
        + Math.log1p(Math.exp(Math.min(alive, left) - larger));
  }

  @Override
  public double aliveProbability(PurchaseHistory history) {
    return 1 / (1 + Math.exp(logLeft(history) - logAlive(history)));
  }

  @Override
  public double expectedPurchases(PurchaseHistory history, double horizon) {
    double rate = (r + history.repeats()) / (alpha + history.age());
    double before = beta + history.age();
    return aliveProbability(history) * rate * before * decayed(Math.log1p(horizon / before));
  }

  /** (1 - e^(-(s-1) x)) / (s - 1), which is x at s = 1. */
  private double decayed(double x) {
    double slope = s - 1;
    return Math.abs(slope * x) < 1e-12 ? x : -Math.expm1(-slope * x) / slope;
  }

  /** None follows if one stays without buying, or leaves before the first. */
  @Override
  public double purchaseProbability(PurchaseHistory history, double horizon) {
    double shape = r + history.repeats();
    double scale = alpha + history.age();
    double stay = beta + history.age();
    double none =
        Math.exp(-shape * Math.log1p(horizon / scale) - s * Math.log1p(horizon / stay))
            + Math.exp(
                ParetoIntegral.log(shape, scale, s, stay, 0, horizon)
                    + shape * Math.log(scale)
                    + s * Math.log(stay));
    return aliveProbability(history) * Math.clamp(1 - none, 0, 1);
  }

  /** Wishes until the time of leaving are negative binomial; the mean over that time is taken. */
  @Override
  public double[] countProbabilities(PurchaseHistory history, double horizon, int most) {
    double shape = r + history.repeats();
    double scale = alpha + history.age();
    double stay = beta + history.age();
    double alive = aliveProbability(history);
    double[] counts = new double[most + 1];
    double stays = Math.exp(-s * Math.log1p(horizon / stay));
    add(counts, alive * stays, NegativeBinomial.probabilities(shape, scale, horizon, most));
    double reach = Math.log1p(horizon / stay);
    for (int i = 0; i < LegendreQuadrature.NODES; i++) {
      double w = LegendreQuadrature.point(i, 0, reach);
      double weight = LegendreQuadrature.weight(i, 0, reach) * s * Math.exp(-s * w);
      double leaves = stay * Math.expm1(w);
      add(counts, alive * weight, NegativeBinomial.probabilities(shape, scale, leaves, most));
    }
    counts[0] += 1 - alive;
    return counts;
  }

  private static void add(double[] sums, double weight, double[] values) {
    for (int n = 0; n < sums.length; n++) {
      sums[n] += weight * values[n];
    }
  }

  @Override
  public int draw(PurchaseHistory history, double horizon, RandomGenerator random, double[] times) {
    if (random.nextDouble() >= aliveProbability(history)) {
      return 0;
    }
    double rate = Draws.gamma(r + history.repeats(), alpha + history.age(), random);
    double leaves = random.nextExponential() / Draws.gamma(s, beta + history.age(), random);
    double end = Math.min(horizon, leaves);
    int count = 0;
    double time = random.nextExponential() / rate;
    while (time <= end && count < times.length) {
      times[count++] = time;
      time += random.nextExponential() / rate;
    }
    return count;
  }

  private double logAlive(PurchaseHistory history) {
    return -(r + history.repeats()) * Math.log(alpha + history.age())
        - s * Math.log(beta + history.age());
  }

  private double logLeft(PurchaseHistory history) {
    return ParetoIntegral.log(
        r + history.repeats(), alpha, s, beta, history.lastRepeat(), history.age());
  }
}
