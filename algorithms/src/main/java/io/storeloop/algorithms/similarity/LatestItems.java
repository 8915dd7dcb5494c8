package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * The latest distinct items of a history, newest first, with their weights. What is not an item of
 * the model says nothing, but takes its place in time. Time and memory O(size).
 */
final class LatestItems {
  private static final int EMPTY = -1;
  private static final float[] ALL_ALIKE = {};

  final int[] items;
  final int[] places;
  final double[] weights;
  int count;

  private LatestItems(int capacity) {
    items = new int[capacity];
    places = new int[capacity];
    weights = new double[capacity];
  }

  static LatestItems of(int[] history, int size, Recency recency, int itemCount) {
    return of(history, ALL_ALIKE, size, recency, itemCount);
  }

  /** As above, each weight by age times the item's own. */
  static LatestItems of(int[] history, float[] interest, int size, Recency recency, int itemCount) {
    var latest = new LatestItems(Math.min(size, recency.latest()));
    int[] met = new int[Integer.highestOneBit(Math.max(4, size)) * 4];
    Arrays.fill(met, EMPTY);
    double weight = 1;
    int places = 0;
    for (int i = size - 1; i >= 0 && places < latest.items.length; i--) {
      if (isNew(met, history[i])) {
        if (history[i] >= 0 && history[i] < itemCount) {
          latest.items[latest.count] = history[i];
          latest.places[latest.count] = i;
          latest.weights[latest.count++] = interest.length == 0 ? weight : weight * interest[i];
        }
        weight = Math.max(Float.MIN_NORMAL, weight * recency.fading());
        places++;
      }
    }
    return latest;
  }

  private static boolean isNew(int[] met, int item) {
    int mask = met.length - 1;
    int at = (item * 0x9E37_79B9 >>> 7) & mask;
    while (met[at] != EMPTY) {
      if (met[at] == item) {
        return false;
      }
      at = (at + 1) & mask;
    }
    met[at] = item;
    return true;
  }
}
