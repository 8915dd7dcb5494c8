package io.storeloop.algorithms.lifetime;

import java.util.OptionalDouble;

/**
 * When a customer buys next: times between purchases are Weibull of one shape for the shop and a
 * rate of the customer's own, drawn from Gamma(r, alpha), and any purchase may be the last, as in
 * MBG/NBD, which this is for shape 1. Below 1 purchases come in bursts, above 1 regularly.
 *
 * <p>In the time gap^shape a customer's purchases are Poisson, so with S = Σ gap^c, e the time
 * since the latest purchase and k = r + repeats all is closed:
 *
 * <pre>
 * R(h) = alpha + S + (e + h)^c
 * P(purchase within h) = P(alive) · (1 - (R(0) / R(h))^k)
 * </pre>
 *
 * Who may have left may never buy again: probabilities end at P(alive), and there may be no median.
 * Gaps that still run are censored; that is the second factor of the likelihood.
 *
 * <p>Sources: Weibull times with gamma rates: Morrison and Schmittlein, Predicting Future Random
 * Events Based on Past Performance, Management Science 27 (1981), Hardie, Fader and Wisniewski, An
 * Empirical Comparison of New Product Trial Forecasting Models, Journal of Forecasting 17 (1998);
 * leaving: Batislam et al., IJRM 24 (2007). Departure: both in one likelihood, gaps instead of x,
 * t_x and T. Immutable.
 */
public final class RhythmModel {
  private final double shape;
  private final BetaGeometricNbd process;

  /**
   * A model.
   *
   * @param shape of the Weibull distribution, above 0
   * @param process of purchases in the time in which they are Poisson
   * @throws IllegalArgumentException if the shape is not above 0
   */
  public RhythmModel(double shape, BetaGeometricNbd process) {
    this.shape = Parameters.positive("shape", shape);
    this.process = process;
  }

  /** Below 1 for bursts, above 1 for regular purchases. */
  public double shape() {
    return shape;
  }

  /** Of purchases in the time in which they are Poisson. */
  public BetaGeometricNbd process() {
    return process;
  }

  /** Not yet left, in [0, 1]. */
  public double aliveProbability(Rhythm rhythm) {
    return process.aliveProbability(rhythm.inOwnTime(shape));
  }

  /** The probability of a purchase within the horizon, in [0, P(alive)]. */
  public double purchaseProbability(Rhythm rhythm, double horizon) {
    return process.purchaseProbability(rhythm.inOwnTime(shape), ownTime(rhythm, horizon));
  }

  /**
   * Probability of a purchase per unit of time, a time {@code ahead} from now if there is none
   * until then: the slope of {@link #purchaseProbability} over what is left to 1.
   *
   * @param ahead above 0
   */
  public double hazard(Rhythm rhythm, double ahead) {
    PurchaseHistory history = rhythm.inOwnTime(shape);
    double now = rhythm.elapsed() + ahead;
    double passed = ownTime(rhythm, ahead);
    double buys = process.purchaseProbability(history, passed);
    double stillAlive = process.aliveProbability(history) - buys;
    double rate = process.rate(history.repeats(), history.age() + passed);
    return stillAlive * rate * shape * Math.pow(now, shape - 1) / (1 - buys);
  }

  /**
   * The time within which there is a purchase with a given probability; empty if that is not
   * reached, ever.
   *
   * @param probability in (0, 1): 0.5 for the median
   */
  public OptionalDouble timeUntil(Rhythm rhythm, double probability) {
    PurchaseHistory history = rhythm.inOwnTime(shape);
    double alive = process.aliveProbability(history);
    if (probability >= alive) {
      return OptionalDouble.empty();
    }
    double passed = process.timeUntil(history, probability / alive);
    double elapsed = rhythm.elapsed();
    return OptionalDouble.of(Math.pow(Math.pow(elapsed, shape) + passed, 1 / shape) - elapsed);
  }

  private double ownTime(Rhythm rhythm, double horizon) {
    double elapsed = rhythm.elapsed();
    return Math.pow(elapsed + horizon, shape) - Math.pow(elapsed, shape);
  }
}
