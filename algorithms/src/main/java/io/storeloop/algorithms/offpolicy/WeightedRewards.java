package io.storeloop.algorithms.offpolicy;

import io.storeloop.algorithms.inference.Effect;

/**
 * What a log says of another policy's value without a model of rewards: all that needs to be kept
 * of it. Parts of a log add up.
 *
 * <p>A decision's weight w is the probability of its action under the other policy, divided by its
 * propensity.
 *
 * @param decisions counted
 * @param weights Σ w
 * @param squaredWeights Σ w²
 * @param rewards Σ w r
 * @param squaredWeightRewards Σ w² r
 * @param squaredRewards Σ w² r²
 * @param largestWeight 0 for no decision
 * @param clipped decisions whose weight was cut
 */
public record WeightedRewards(
    long decisions,
    double weights,
    double squaredWeights,
    double rewards,
    double squaredWeightRewards,
    double squaredRewards,
    double largestWeight,
    long clipped) {
  public static final WeightedRewards EMPTY = new WeightedRewards(0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * With one decision more.
   *
   * @param weight 0 or more
   * @param largest what a weight is cut to, above 0; infinite to cut none
   */
  public WeightedRewards plus(double weight, double reward, double largest) {
    double w = Math.min(weight, largest);
    return new WeightedRewards(
        decisions + 1,
        weights + w,
        squaredWeights + w * w,
        rewards + w * reward,
        squaredWeightRewards + w * w * reward,
        squaredRewards + w * w * reward * reward,
        Math.max(largestWeight, weight),
        clipped + (weight > largest ? 1 : 0));
  }

  /** Both parts as one. */
  public WeightedRewards plus(WeightedRewards other) {
    return new WeightedRewards(
        decisions + other.decisions,
        weights + other.weights,
        squaredWeights + other.squaredWeights,
        rewards + other.rewards,
        squaredWeightRewards + other.squaredWeightRewards,
        squaredRewards + other.squaredRewards,
        Math.max(largestWeight, other.largestWeight),
        clipped + other.clipped);
  }

  /**
   * How many decisions of the other policy itself would say as much: (Σ w)² / Σ w², between 0 and
   * the number of decisions.
   *
   * <p>Source: Kong, A Note on Importance Sampling using Standardized Weights, University of
   * Chicago technical report 348, 1992.
   */
  public double effectiveSampleSize() {
    return squaredWeights == 0 ? 0 : weights * weights / squaredWeights;
  }

  /**
   * The mean of w, which is 1 but for chance if the propensities are those that actions were taken
   * with and every action the other policy takes may be in the log.
   *
   * @throws IllegalArgumentException for fewer than two decisions
   */
  public Effect meanWeight() {
    requireTwo();
    double mean = weights / decisions;
    double variance = (squaredWeights / decisions - mean * mean) / (decisions - 1);
    return new Effect(mean, Math.sqrt(Math.max(0, variance)), decisions);
  }

  /**
   * Inverse propensity scoring: the mean of w r, without bias as long as nothing is clipped.
   *
   * <p>Source: Horvitz and Thompson, JASA 47 (1952); Dudík, Langford and Li, Doubly Robust Policy
   * Evaluation and Learning, ICML 2011, §2.2.
   *
   * @throws IllegalArgumentException for fewer than two decisions
   */
  public Effect ips() {
    requireTwo();
    double mean = rewards / decisions;
    double variance = (squaredRewards / decisions - mean * mean) / (decisions - 1);
    return new Effect(mean, Math.sqrt(Math.max(0, variance)), decisions);
  }

  /**
   * Self-normalised: Σ w r / Σ w, within the range of the rewards, with a bias that vanishes with
   * their number; standard error by the delta method.
   *
   * <p>Source: Swaminathan and Joachims, The Self-Normalized Estimator for Counterfactual Learning,
   * NIPS 2015, §5.
   *
   * @throws IllegalArgumentException for fewer than two decisions, or if all weights are 0
   */
  public Effect snips() {
    requireTwo();
    if (weights == 0) {
      throw new IllegalArgumentException("the other policy takes none of the logged actions");
    }
    double value = rewards / weights;
    double squares =
        squaredRewards - 2 * value * squaredWeightRewards + value * value * squaredWeights;
    return new Effect(value, Math.sqrt(Math.max(0, squares)) / weights, decisions);
  }

  private void requireTwo() {
    if (decisions < 2) {
      throw new IllegalArgumentException("two decisions are needed, but there are " + decisions);
    }
  }
}
