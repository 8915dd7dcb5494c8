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

  /** The model without that. */
  public ItemScorer scorer() {
    return scorer;
  }

  @Override
  public double[][] contributions(int[] items, float[] weights, int size, int[] answers) {
    return scorer.contributions(items, weights, size, answers);
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    scorer.score(items, size, scores);
    sink(items, size, scores);
  }

  @Override
  public void score(int[] items, float[] weights, int size, double[] scores) {
    scorer.score(items, weights, size, scores);
    sink(items, size, scores);
  }

  private static void sink(int[] items, int size, double[] scores) {
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
