package io.storeloop.algorithms.bandit;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.JointMoments;

/**
 * The arms' mean rewards when who gets which arm depended on earlier rewards. The plain mean of
 * those who got an arm is then biased downwards: an arm that starts unluckily is not asked again.
 * Weighted by one over the probability with which it was chosen, every decision says without bias
 * what the arm would have brought.
 *
 * <p>Per decision and arm z = m + 1{chosen} (r − m) / p, where m is any guess made before the
 * decision: 0 gives inverse probability weighting, a good guess a narrower interval. The z of
 * different decisions are uncorrelated and have the arm's mean, so their own spread gives the
 * standard error. Parts of an experiment add up. Not thread-safe.
 *
 * <p>Sources: Horvitz and Thompson, JASA 47 (1952); Hadad, Hirshberg, Zhan, Wager and Athey,
 * Confidence Intervals for Policy Evaluation in Adaptive Experiments, PNAS 118 (2021), eq. 5.
 */
public final class InverseProbabilityMeans {
  private final JointMoments scores;
  private final double[] row;

  /** Before any decision between 1 or more arms. */
  public InverseProbabilityMeans(int arms) {
    scores = new JointMoments(arms);
    row = new double[arms];
  }

  /**
   * Counts one decision.
   *
   * @param chosen the arm
   * @param probability with which it was chosen, above 0 up to 1
   * @param reward what came of it
   * @param guesses of the arms' means, made before the decision
   * @throws IllegalArgumentException if the probability is outside its range or sizes differ
   */
  public void add(int chosen, double probability, double reward, double... guesses) {
    if (!(probability > 0 && probability <= 1) || guesses.length != row.length) {
      throw new IllegalArgumentException(
          "probability must be above 0 up to 1 and guesses %d, but were %s and %d"
              .formatted(row.length, probability, guesses.length));
    }
    System.arraycopy(guesses, 0, row, 0, row.length);
    row[chosen] += (reward - guesses[chosen]) / probability;
    scores.add(row);
  }

  /** Counts all decisions of another part. */
  public void addAll(InverseProbabilityMeans other) {
    scores.addAll(other.scores);
  }

  /** An arm's mean reward. */
  public Effect mean(int arm) {
    return new Effect(
        scores.mean(arm), Math.sqrt(scores.covariance(arm, arm) / decisions()), scores.count());
  }

  /** An arm's mean reward less that of another; their scores vary together, which counts. */
  public Effect difference(int arm, int from) {
    double variance =
        scores.covariance(arm, arm)
            + scores.covariance(from, from)
            - 2 * scores.covariance(arm, from);
    return new Effect(
        scores.mean(arm) - scores.mean(from),
        Math.sqrt(Math.max(0, variance) / decisions()),
        scores.count());
  }

  private double decisions() {
    return Math.max(1, scores.count());
  }
}
