package io.storeloop.recommendation.evaluation;

/** The first items of a ranking, ties to the lower index. For one thread, one call at a time. */
final class TopItems {
  private final int[] items;
  private final double[] best;
  private final boolean[] leftOut;
  private int size;

  TopItems(int limit, int itemCount) {
    this.items = new int[limit];
    this.best = new double[limit];
    this.leftOut = new boolean[itemCount];
  }

  /** Finds the best items that are not in {@code without}; O(n) and a little for each entry. */
  void select(double[] scores, int[] without) {
    mark(without, true);
    size = 0;
    double least = Double.NEGATIVE_INFINITY;
    for (int item = 0; item < scores.length; item++) {
      if (scores[item] > least && !leftOut[item]) {
        insert(item, scores[item]);
        least = size < items.length ? Double.NEGATIVE_INFINITY : best[size - 1];
      }
    }
    mark(without, false);
  }

  private void insert(int item, double score) {
    int place = size < items.length ? size++ : size - 1;
    while (place > 0 && best[place - 1] < score) {
      best[place] = best[place - 1];
      items[place] = items[place - 1];
      place--;
    }
    best[place] = score;
    items[place] = item;
  }

  private void mark(int[] marked, boolean value) {
    for (int item : marked) {
      leftOut[item] = value;
    }
  }

  int[] items() {
    return items;
  }

  int size() {
    return size;
  }
}
