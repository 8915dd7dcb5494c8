package io.storeloop.algorithms.scoring;

/**
 * Another model for where nothing is recommended twice: items of the history score below all that
 * speaks for others, so they come last in any ranking they take part in. Safe for threads as the
 * other is.
 */
public final class UnseenScorer implements ItemScorer {
  /** Below 0, where nothing speaks for an item. */
  public static final double SEEN = -1;

  private final ItemScorer scorer;

  public UnseenScorer(ItemScorer scorer) {
    this.scorer = scorer;
  }

  @Override
  public int itemCount() {
    return scorer.itemCount();
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    scorer.score(items, size, scores);
    double lowest = SEEN;
    for (double score : scores) {
      lowest = Math.min(lowest, score);
    }
    for (int i = 0; i < size; i++) {
      if (items[i] >= 0 && items[i] < scores.length) {
        scores[items[i]] = lowest;
      }
    }
  }
}
