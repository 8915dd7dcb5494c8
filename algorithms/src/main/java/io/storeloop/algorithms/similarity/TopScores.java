package io.storeloop.algorithms.similarity;

/**
 * Keeps the best of the scored items offered, ties to the lower index: a binary heap, the worst on
 * top.
 */
final class TopScores {
  private final double[] scores;
  private final int[] items;
  private int size;

  TopScores(int limit) {
    scores = new double[limit];
    items = new int[limit];
  }

  /** Whether an offer now would be kept. */
  boolean wouldEnter(int item, double score) {
    return size < items.length || (size > 0 && worse(items[0], scores[0], item, score));
  }

  void offer(int item, double score) {
    if (size < items.length) {
      siftUp(item, score);
    } else if (wouldEnter(item, score)) {
      siftDown(item, score, size);
    }
  }

  /** The kept items, best first; empties the heap. */
  int[] sortedItems() {
    int[] sorted = new int[size];
    while (size > 0) {
      sorted[size - 1] = items[0];
      size--;
      siftDown(items[size], scores[size], size);
    }
    return sorted;
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
