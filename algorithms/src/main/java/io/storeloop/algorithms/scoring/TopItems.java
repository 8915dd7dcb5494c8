package io.storeloop.algorithms.scoring;

import java.util.Arrays;

/**
 * Keeps the K best of the scored items offered, ties to the lower index: a binary heap with the
 * worst on top, reused from list to list. Time O(log K) per item kept, O(1) per other one. Not
 * thread-safe.
 */
public final class TopItems {
  private int limit;
  private double[] scores;
  private int[] items;
  private int size;
  private boolean sorted;

  /**
   * @param limit K, 0 or more; with 0 nothing is kept
   * @throws IllegalArgumentException if it is below 0
   */
  public TopItems(int limit) {
    this.limit = checked(limit);
    this.scores = new double[limit];
    this.items = new int[limit];
  }

  /** Forgets what was offered. */
  public void clear() {
    size = 0;
    sorted = false;
  }

  /**
   * Forgets what was offered and keeps so many from now on.
   *
   * @throws IllegalArgumentException if the limit is below 0
   */
  public void start(int newLimit) {
    limit = checked(newLimit);
    if (items.length < limit) {
      scores = new double[limit];
      items = new int[limit];
    }
    clear();
  }

  private static int checked(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must be 0 or more, but was " + limit);
    }
    return limit;
  }

  /** Whether an offer now would be kept. */
  public boolean wouldEnter(int item, double score) {
    return size < limit || (size > 0 && worse(items[0], scores[0], item, score));
  }

  /** The least score above 0 that may enter, the index deciding ties; infinite if none can. */
  public double leastScore() {
    if (size < limit) {
      return Double.MIN_VALUE;
    }
    return size == 0 ? Double.POSITIVE_INFINITY : scores[0];
  }

  /**
   * Offers an item.
   *
   * @param score a number; whoever means that 0 says nothing for an item does not offer it
   * @throws IllegalStateException after {@link #sort} and before {@link #clear}
   */
  public void offer(int item, double score) {
    if (sorted) {
      throw new IllegalStateException("what was sorted must be cleared before more is offered");
    }
    if (size < limit) {
      siftUp(item, score);
    } else if (wouldEnter(item, score)) {
      siftDown(item, score, size);
    }
  }

  /** Orders what was kept, best first, to be read until cleared. */
  public TopItems sort() {
    for (int end = size - 1; end > 0 && !sorted; end--) {
      int worst = items[0];
      double leastScore = scores[0];
      siftDown(items[end], scores[end], end);
      put(end, worst, leastScore);
    }
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

  /** Score at a place, 0 for the best; only once sorted. */
  public double score(int place) {
    return scores[place];
  }

  /** Copy of the items, best first; only once sorted. */
  public int[] toItems() {
    return Arrays.copyOf(items, size);
  }

  /** Copy of the scores, best first; only once sorted. */
  public double[] toScores() {
    return Arrays.copyOf(scores, size);
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
