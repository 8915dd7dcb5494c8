package io.storeloop.recommendation.evaluation.judge;

import io.storeloop.algorithms.scoring.TopItems;

/** The first items of a ranking, ties to the lower index. For one thread, one call at a time. */
final class FirstItems {
  private final TopItems top;
  private final boolean[] leftOut;

  FirstItems(int limit, int itemCount) {
    this.top = new TopItems(limit);
    this.leftOut = new boolean[itemCount];
  }

  /**
   * Finds the first items that are not in {@code without} and have a number; O(n) and a little for
   * each entry.
   */
  int[] of(double[] scores, int[] without) {
    mark(without, true);
    top.clear();
    for (int item = 0; item < scores.length; item++) {
      double score = scores[item];
      if (top.wouldEnter(item, score) && !leftOut[item] && !Double.isNaN(score)) {
        top.offer(item, score);
      }
    }
    mark(without, false);
    return top.sort().toItems();
  }

  private void mark(int[] marked, boolean value) {
    for (int item : marked) {
      leftOut[item] = value;
    }
  }
}
