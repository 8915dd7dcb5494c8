package io.storeloop.algorithms.offpolicy;

/**
 * What a reward is expected to be: the mean of the context and action, drawn towards that of the
 * action, and this towards that of all, each as if so many decisions had shown it.
 *
 * <p>A doubly robust estimate need not believe it: a better model narrows the interval, a worse one
 * widens it, neither moves it. Source of the shrinkage: Robbins, An Empirical Bayes Approach to
 * Statistics, 1956.
 */
final class RewardMeans {
  /** Decisions by which a mean of few is drawn to the wider one. */
  private static final double PRIOR_DECISIONS = 20;

  private final int actions;
  private final double[] ofCell;

  private RewardMeans(int actions, double[] ofCell) {
    this.actions = actions;
    this.ofCell = ofCell;
  }

  /** Learns from all decisions of the log but those of one part ({@code row mod parts}). */
  static RewardMeans learn(LoggedDecisions log, int[] partOf, int without) {
    int actions = log.actionCount();
    double[] cells = new double[log.contextCount() * actions];
    double[] cellCounts = new double[cells.length];
    double[] sums = new double[actions];
    double[] counts = new double[actions];
    double all = 0;
    double rows = 0;
    for (int row = 0; row < log.size(); row++) {
      if (partOf[row] == without) {
        continue;
      }
      int action = log.actions()[row];
      int cell = log.contexts()[row] * actions + action;
      double reward = log.rewards()[row];
      cells[cell] += reward;
      cellCounts[cell]++;
      sums[action] += reward;
      counts[action]++;
      all += reward;
      rows++;
    }
    double mean = rows == 0 ? 0 : all / rows;
    for (int cell = 0; cell < cells.length; cell++) {
      int action = cell % actions;
      double wider = (sums[action] + PRIOR_DECISIONS * mean) / (counts[action] + PRIOR_DECISIONS);
      cells[cell] = (cells[cell] + PRIOR_DECISIONS * wider) / (cellCounts[cell] + PRIOR_DECISIONS);
    }
    return new RewardMeans(actions, cells);
  }

  double of(int context, int action) {
    return ofCell[context * actions + action];
  }

  /** By context: what the policy is expected to earn. */
  double[] under(TargetPolicy target) {
    double[] values = new double[ofCell.length / actions];
    for (int cell = 0; cell < ofCell.length; cell++) {
      int context = cell / actions;
      values[context] += target.probability(context, cell % actions) * ofCell[cell];
    }
    return values;
  }
}
