package io.storeloop.benchmarks.kernel;

import java.util.Arrays;

/**
 * What one would write to count pairs and nothing else: one open-addressing table from the packed
 * pair to its count. The yardstick of the exact incremental counts.
 */
final class BareMap {
  private static final double FULL = 0.7;
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[1 << 16];
  private int[] counts = new int[1 << 16];
  private int size;

  void add(int item, int other, int amount) {
    long key = (long) Math.max(item, other) << 32 | Math.min(item, other);
    int place = placeOf(keys, key);
    if (keys[place] == 0) {
      if (size > FULL * keys.length) {
        grow();
        place = placeOf(keys, key);
      }
      keys[place] = key;
      size++;
    }
    counts[place] += amount;
  }

  int size() {
    return size;
  }

  private static int placeOf(long[] keys, long key) {
    int mask = keys.length - 1;
    int place = (int) (key * SCATTER >>> 32) & mask;
    while (keys[place] != 0 && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    counts = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int place = placeOf(keys, oldKeys[i]);
        keys[place] = oldKeys[i];
        counts[place] = oldCounts[i];
      }
    }
  }

  /**
   * The latest different items of each user, in a plain list; what leaves takes its pairs along.
   */
  static final class Histories {
    private final int limit;
    private final int[][] rows;
    private final int[] sizes;

    Histories(int users, int limit) {
      this.limit = limit;
      this.rows = new int[users][];
      this.sizes = new int[users];
      Arrays.fill(rows, new int[0]);
    }

    void add(int user, int item, BareMap map) {
      int[] row = rows[user];
      int size = sizes[user];
      for (int place = 0; place < size; place++) {
        if (row[place] == item) {
          System.arraycopy(row, place + 1, row, place, size - place - 1);
          row[size - 1] = item;
          return;
        }
      }
      if (size == limit) {
        for (int place = 1; place < size; place++) {
          map.add(row[0], row[place], -1);
        }
        System.arraycopy(row, 1, row, 0, --size);
      } else if (size == row.length) {
        row = Arrays.copyOf(row, Math.max(4, 2 * size));
        rows[user] = row;
      }
      for (int place = 0; place < size; place++) {
        map.add(item, row[place], 1);
      }
      row[size] = item;
      sizes[user] = size + 1;
    }
  }
}
