package io.storeloop.algorithms.scoring;

import java.util.Arrays;

/**
 * Keeps the K best of the scored items offered, ties to the lower index: a binary heap with the
 * worst on top. Time O(log K) per item kept, O(1) per other one. Not thread-safe.
 */
public final class TopItems {
  private final int limit;
  private final double[] scores;
  private final int[] items;
  private int size;
  private boolean sorted;

  /**
   * @param limit K, 1 or more
   */
  public TopItems(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, but was " + limit);
    }
    this.limit = limit;
    this.scores = new double[limit];
    this.items = new int[limit];
  }

  /** Forgets what was offered. */
  public void clear() {
    size = 0;
    sorted = false;
  }

  /** Offers an item; a score that is not above 0 says nothing for it. */
  public void offer(int item, double score) {
    if (sorted) {
      throw new IllegalStateException("what was sorted must be cleared before more is offered");
    }
    if (!(score > 0)) {
      return;
    }
    if (size < limit) {
      siftUp(item, score);
    } else if (worse(items[0], scores[0], item, score)) {
      siftDown(item, score, size);
    }
  }

  /** Orders what was kept, best first, to be read until cleared. */
  public TopItems sort() {
    int count = size;
    double[] sortedScores = new double[count];
    int[] sortedItems = new int[count];
    for (int place = count - 1; place >= 0; place--) {
      sortedItems[place] = items[0];
      sortedScores[place] = scores[0];
      size--;
      siftDown(items[size], scores[size], size);
    }
    System.arraycopy(sortedItems, 0, items, 0, count);
    System.arraycopy(sortedScores, 0, scores, 0, count);
    size = count;
    sorted = true;
    return this;
  }

  /** Number of items kept. */
  public int size() {
    return size;
  }

  /** Item at a place, 0 for the best; only once sorted. */
  public int item(int place) {
    return items[place];
  }

  public double score(int place) {
    return scores[place];
  }

  /** Copy of the items, best first; only once sorted. */
  public int[] toItems() {
    return Arrays.copyOf(items, size);
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
