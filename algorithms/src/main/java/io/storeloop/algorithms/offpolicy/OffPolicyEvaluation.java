package io.storeloop.algorithms.offpolicy;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.SampleMoments;
import java.util.SplittableRandom;

/**
 * What another way of choosing would have brought, from the log of this one.
 *
 * <p>Weights above √n are cut, which trades a small bias for a bounded variance, and counted; where
 * the effective sample size is too small the answer is a refusal. So it is where 1 lies more than
 * four standard errors from the mean weight: then the propensities are not those that actions were
 * taken with, or the log lacks actions that the other policy takes. O(decisions + contexts ×
 * actions × folds).
 *
 * <p>Doubly robust, per decision: Σ_a π(a|x) q̂(x, a) + w (r − q̂(x, a)), where q̂ was learned from
 * the other folds, so that a decision is never judged by a model that has seen it.
 *
 * <p>Sources: Dudík, Langford and Li, Doubly Robust Policy Evaluation and Learning, ICML 2011;
 * Chernozhukov et al., Double/Debiased Machine Learning, Econometrics Journal 21 (2018)
 * (cross-fitting); Ionides, Truncated Importance Sampling, JCGS 17 (2008) (the cut at √n); Saito et
 * al., Open Bandit Dataset and Pipeline, NeurIPS 2021.
 */
public final class OffPolicyEvaluation {
  /** How far from 1 the mean weight may lie. */
  private static final double MOST_STANDARD_ERRORS = 4;

  private static final double ROUNDING = 1e-9;

  private OffPolicyEvaluation() {}

  /**
   * Evaluates.
   *
   * @throws IllegalArgumentException if the log has fewer than two decisions
   */
  public static OffPolicyResult evaluate(
      LoggedDecisions log, TargetPolicy target, OffPolicyOptions options) {
    WeightedRewards whole = weigh(log, target, Double.POSITIVE_INFINITY);
    double size = whole.effectiveSampleSize();
    Effect meanWeight = whole.meanWeight();
    if (!(size >= options.leastEffectiveSampleSize()) || !isOne(meanWeight)) {
      return new OffPolicyResult.InsufficientEvidence(
          size, options.leastEffectiveSampleSize(), meanWeight, whole.largestWeight());
    }
    double largest = Math.sqrt(log.size());
    WeightedRewards clipped = weigh(log, target, largest);
    return new OffPolicyResult.Estimates(
        clipped.ips(),
        clipped.snips(),
        doublyRobust(log, target, largest, options),
        size,
        meanWeight,
        whole.largestWeight(),
        clipped.clipped());
  }

  private static boolean isOne(Effect meanWeight) {
    return Math.abs(meanWeight.difference() - 1)
        <= MOST_STANDARD_ERRORS * meanWeight.standardError() + ROUNDING;
  }

  /** The weights and rewards of the log under the target. */
  private static WeightedRewards weigh(LoggedDecisions log, TargetPolicy target, double largest) {
    WeightedRewards sum = WeightedRewards.EMPTY;
    for (int row = 0; row < log.size(); row++) {
      sum = sum.plus(weight(log, target, row), log.rewards()[row], largest);
    }
    return sum;
  }

  private static double weight(LoggedDecisions log, TargetPolicy target, int row) {
    return target.probability(log.contexts()[row], log.actions()[row]) / log.propensities()[row];
  }

  private static Effect doublyRobust(
      LoggedDecisions log, TargetPolicy target, double largest, OffPolicyOptions options) {
    int[] partOf = parts(log.size(), options);
    SampleMoments values = SampleMoments.EMPTY;
    for (int part = 0; part < options.folds(); part++) {
      RewardMeans model = RewardMeans.learn(log, partOf, part);
      double[] expected = model.under(target);
      for (int row = 0; row < log.size(); row++) {
        if (partOf[row] == part) {
          int context = log.contexts()[row];
          double surprise = log.rewards()[row] - model.of(context, log.actions()[row]);
          double weight = Math.min(largest, weight(log, target, row));
          values = values.plus(expected[context] + weight * surprise);
        }
      }
    }
    return new Effect(values.mean(), Math.sqrt(values.variance() / values.count()), values.count());
  }

  private static int[] parts(int rows, OffPolicyOptions options) {
    var random = new SplittableRandom(options.seed());
    int[] partOf = new int[rows];
    for (int row = 0; row < rows; row++) {
      partOf[row] = random.nextInt(options.folds());
    }
    return partOf;
  }
}
