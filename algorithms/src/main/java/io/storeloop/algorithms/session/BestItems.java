package io.storeloop.algorithms.session;

/**
 * The best of the items offered, ties to the lower index: a binary heap, the worst on top, reused
 * from call to call.
 */
final class BestItems {
  private double[] scores = {};
  private int[] items = {};
  private int limit;
  private int size;

  void start(int newLimit) {
    if (items.length < newLimit) {
      scores = new double[newLimit];
      items = new int[newLimit];
    }
    limit = newLimit;
    size = 0;
  }

  int size() {
    return size;
  }

  void offer(int item, double score) {
    if (size < limit) {
      siftUp(item, score);
    } else if (limit > 0 && worse(items[0], scores[0], item, score)) {
      siftDown(item, score, size);
    }
  }

  boolean wouldEnter(int item, double score) {
    return size < limit || (limit > 0 && worse(items[0], scores[0], item, score));
  }

  /** Empties the heap into the arrays, which have room for {@link #size} entries, best first. */
  void drain(int[] sortedItems, double[] sortedScores) {
    while (size > 0) {
      size--;
      sortedItems[size] = items[0];
      sortedScores[size] = scores[0];
      siftDown(items[size], scores[size], size);
    }
  }

  private void siftUp(int item, double score) {
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!worse(item, score, items[parent], scores[parent])) {
        break;
      }
      put(at, items[parent], scores[parent]);
      at = parent;
    }
    put(at, item, score);
  }

  private void siftDown(int item, double score, int end) {
    int at = 0;
    while (2 * at + 1 < end) {
      int child = 2 * at + 1;
      if (child + 1 < end
          && worse(items[child + 1], scores[child + 1], items[child], scores[child])) {
        child++;
      }
      if (!worse(items[child], scores[child], item, score)) {
        break;
      }
      put(at, items[child], scores[child]);
      at = child;
    }
    put(at, item, score);
  }

  private void put(int at, int item, double score) {
    items[at] = item;
    scores[at] = score;
  }

  private static boolean worse(int item, double score, int otherItem, double otherScore) {
    return score < otherScore || (score == otherScore && item > otherItem);
  }
}
