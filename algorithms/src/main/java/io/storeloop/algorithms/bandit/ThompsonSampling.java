package io.storeloop.algorithms.bandit;

import java.util.List;

/**
 * Each arm as often as it is the best one by what is believed now, with a floor: ε / arms + (1 − ε)
 * P(best).
 *
 * <p>P(best) is computed, not drawn: ∫ f_a Π F_b by Simpson's rule over ±8 deviations of arm a. So
 * the probability of every choice is known exactly, which an unbiased read-out ({@link
 * InverseProbabilityMeans}) needs. The floor keeps every arm alive, and no weight above arms / ε.
 *
 * <p>Sources: Thompson, Biometrika 25 (1933); Chapelle and Li, An Empirical Evaluation of Thompson
 * Sampling, NIPS 2011.
 *
 * @param floor ε, in [0, 1]: share of the users spread evenly over the arms
 */
public record ThompsonSampling(double floor) {
  public static final double DEFAULT_FLOOR = 0.05;

  /** The work grows with its square. */
  public static final int MAX_ARMS = 64;

  private static final double REACH = 8;
  private static final int POINTS = 257;

  /** Refuses a floor outside [0, 1]. */
  public ThompsonSampling {
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor must be between 0 and 1, but was " + floor);
    }
  }

  /**
   * How likely each arm is to be chosen next; at least {@code floor / arms} each, adding up to 1.
   *
   * @throws IllegalArgumentException if there are no arms or more than {@link #MAX_ARMS}
   */
  public double[] allocation(List<? extends ArmPosterior> arms) {
    if (arms.isEmpty() || arms.size() > MAX_ARMS) {
      throw new IllegalArgumentException(
          "there must be between 1 and %d arms, but were %d".formatted(MAX_ARMS, arms.size()));
    }
    double[] best = new double[arms.size()];
    double sum = 0;
    for (int arm = 0; arm < best.length; arm++) {
      best[arm] = probabilityOfBest(arms, arm);
      sum += best[arm];
    }
    for (int arm = 0; arm < best.length; arm++) {
      best[arm] = floor / best.length + (1 - floor) * best[arm] / sum;
    }
    return best;
  }

  private static double probabilityOfBest(List<? extends ArmPosterior> arms, int of) {
    ArmPosterior arm = arms.get(of);
    double low = Math.max(arm.least(), arm.mean() - REACH * arm.deviation());
    double high = Math.min(arm.most(), arm.mean() + REACH * arm.deviation());
    double step = (high - low) / (POINTS - 1);
    double sum = 0;
    for (int point = 0; point < POINTS; point++) {
      double x = low + point * step;
      double product = arm.density(x);
      for (int other = 0; other < arms.size() && product > 0; other++) {
        product *= other == of ? 1 : arms.get(other).cumulative(x);
      }
      sum += product * (point == 0 || point == POINTS - 1 ? 1 : point % 2 == 1 ? 4 : 2);
    }
    return sum * step / 3;
  }

  /**
   * The arm that a point of the unit interval falls to, when the arms lie there one after the other
   * as wide as they are likely.
   *
   * @param allocation adding up to 1
   * @param unit in [0, 1), drawn, or a user's hash
   */
  public static int choose(double[] allocation, double unit) {
    double left = unit;
    int last = 0;
    for (int arm = 0; arm < allocation.length; arm++) {
      if (allocation[arm] > 0) {
        last = arm;
        left -= allocation[arm];
        if (left < 0) {
          return arm;
        }
      }
    }
    return last;
  }
}
