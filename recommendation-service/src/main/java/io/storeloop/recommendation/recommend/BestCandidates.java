package io.storeloop.recommendation.recommend;

/** Keeps the best of what is offered, ties to the lower item: a binary heap, the worst on top. */
final class BestCandidates {
  private final int[] items;
  private final double[] scores;
  private int size;

  BestCandidates(int limit) {
    items = new int[limit];
    scores = new double[limit];
  }

  int size() {
    return size;
  }

  /** Below it nothing enters; infinite if nothing ever does. */
  double leastScore() {
    if (size < scores.length) {
      return Double.MIN_VALUE;
    }
    return size == 0 ? Double.POSITIVE_INFINITY : scores[0];
  }

  boolean wouldEnter(int item, double score) {
    return size < items.length || (size > 0 && worse(0, item, score));
  }

  void offer(int item, double score) {
    if (size < items.length) {
      siftUp(item, score);
    } else if (wouldEnter(item, score)) {
      siftDown(item, score);
    }
  }

  /** Sorts what was kept; afterwards it can be read, the best first, and not added to. */
  void sort() {
    int kept = size;
    while (size > 1) {
      int item = items[0];
      double score = scores[0];
      size--;
      siftDown(items[size], scores[size]);
      items[size] = item;
      scores[size] = score;
    }
    size = kept;
  }

  int item(int place) {
    return items[place];
  }

  double score(int place) {
    return scores[place];
  }

  private void siftUp(int item, double score) {
    int at = size++;
    while (at > 0 && !worse((at - 1) >>> 1, item, score)) {
      int parent = (at - 1) >>> 1;
      // the parent is better: it moves down, so that the worst stays on top
      items[at] = items[parent];
      scores[at] = scores[parent];
      at = parent;
    }
    items[at] = item;
    scores[at] = score;
  }

  private void siftDown(int item, double score) {
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && worse(child + 1, items[child], scores[child])) {
        child++;
      }
      if (!worse(child, item, score)) {
        break;
      }
      items[at] = items[child];
      scores[at] = scores[child];
      at = child;
    }
    items[at] = item;
    scores[at] = score;
  }

  /** Whether what stands at a place is worse than something else. */
  private boolean worse(int place, int item, double score) {
    return scores[place] < score || (scores[place] == score && items[place] > item);
  }
}
