package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * Lays rows out one after another: merges repeated items, ranks moments, sorts by rank and then by
 * item.
 */
final class RowLayout {
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private final int[] rowStarts;
  private int rowCount;
  private int cellCount;
  private final int[] items;
  private final float[] weights;
  private final int[] ranks;

  private long[] keys = new long[0];
  private long[] latest = new long[0];
  private int[] rowItems = new int[0];
  private float[] rowWeights = new float[0];
  private long[] distinct = new long[0];

  RowLayout(int maxCells, int rowCapacity) {
    rowStarts = new int[rowCapacity + 1];
    items = new int[maxCells];
    weights = new float[maxCells];
    ranks = new int[maxCells];
  }

  /** Appends the row made of the interactions {@code order[from..to)}. */
  void append(int[] order, int from, int to, int[] items, float[] weights, long[] moments) {
    makeRoomFor(to - from);
    for (int i = from; i < to; i++) {
      keys[i - from] = ((long) items[order[i]] << 32) | order[i];
    }
    Arrays.sort(keys, 0, to - from);
    int merged = merge(to - from, weights, moments);
    writeByRank(merged);
    rowStarts[++rowCount] = cellCount;
  }

  InteractionMatrix toMatrix(int itemCount) {
    return new InteractionMatrix(
        itemCount,
        rowStarts,
        Arrays.copyOf(items, cellCount),
        Arrays.copyOf(weights, cellCount),
        Arrays.copyOf(ranks, cellCount));
  }

  /** Turns the sorted keys into one entry per item, items ascending, and returns their number. */
  private int merge(int count, float[] weights, long[] moments) {
    int merged = 0;
    int i = 0;
    while (i < count) {
      int item = (int) (keys[i] >>> 32);
      int end = i;
      long latestMoment = Long.MIN_VALUE;
      while (end < count && (int) (keys[end] >>> 32) == item) {
        latestMoment = Math.max(latestMoment, moments[(int) (keys[end] & LOW_HALF)]);
        end++;
      }
      rowItems[merged] = item;
      rowWeights[merged] = sumOfWeights(i, end, weights);
      latest[merged] = latestMoment;
      merged++;
      i = end;
    }
    return merged;
  }

  /** Adds in ascending order, so that the sum is the same however the interactions came in. */
  private float sumOfWeights(int from, int to, float[] weights) {
    float[] group = new float[to - from];
    for (int i = from; i < to; i++) {
      group[i - from] = weights[(int) (keys[i] & LOW_HALF)];
    }
    Arrays.sort(group);
    double sum = 0;
    for (float weight : group) {
      sum += weight;
    }
    return (float) sum;
  }

  private void writeByRank(int merged) {
    System.arraycopy(latest, 0, distinct, 0, merged);
    Arrays.sort(distinct, 0, merged);
    int distinctCount = dropRepeats(merged);
    for (int i = 0; i < merged; i++) {
      long rank = Arrays.binarySearch(distinct, 0, distinctCount, latest[i]);
      keys[i] = (rank << 32) | i;
    }
    Arrays.sort(keys, 0, merged);
    for (int i = 0; i < merged; i++) {
      int entry = (int) (keys[i] & LOW_HALF);
      items[cellCount] = rowItems[entry];
      weights[cellCount] = rowWeights[entry];
      ranks[cellCount] = (int) (keys[i] >>> 32);
      cellCount++;
    }
  }

  private int dropRepeats(int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || distinct[i] != distinct[i - 1]) {
        distinct[kept++] = distinct[i];
      }
    }
    return kept;
  }

  private void makeRoomFor(int count) {
    if (keys.length < count) {
      int capacity = Math.max(count, (int) Math.min(Integer.MAX_VALUE - 8, 2L * keys.length));
      keys = new long[capacity];
      latest = new long[capacity];
      distinct = new long[capacity];
      rowItems = new int[capacity];
      rowWeights = new float[capacity];
    }
  }
}
