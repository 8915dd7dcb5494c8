package io.storeloop.recommendation.interaction;

import java.util.Arrays;

/**
 * Which items one user has ever bought, and how many units of each they kept: units bought minus
 * units given back, whatever the order in which the two arrive. Not thread-safe.
 */
final class PurchasedItems {
  /** Most distinct items remembered; a user beyond that is a reseller's robot. */
  static final int MAX_ITEMS = 20_000;

  private static final int[] NONE = {};

  private int[] items = NONE;
  private long[] units = {};
  private int size;

  /** Adds units bought, or takes away units given back (below 0). */
  void add(int item, long boughtUnits) {
    int place = Arrays.binarySearch(items, 0, size, item);
    if (place >= 0) {
      units[place] += boughtUnits;
    } else if (size < MAX_ITEMS) {
      insert(-place - 1, item, boughtUnits);
    }
  }

  void addAll(PurchasedItems other) {
    for (int place = 0; place < other.size; place++) {
      add(other.items[place], other.units[place]);
    }
  }

  /** Whether at least one unit was bought and not given back. */
  boolean keeps(int item) {
    int place = Arrays.binarySearch(items, 0, size, item);
    return place >= 0 && units[place] > 0;
  }

  /** Every item ever bought or given back, ascending. */
  int[] items() {
    return size == 0 ? NONE : Arrays.copyOf(items, size);
  }

  private void insert(int place, int item, long boughtUnits) {
    if (size == items.length) {
      int capacity = Math.max(4, size + size / 2);
      items = Arrays.copyOf(items, capacity);
      units = Arrays.copyOf(units, capacity);
    }
    System.arraycopy(items, place, items, place + 1, size - place);
    System.arraycopy(units, place, units, place + 1, size - place);
    items[place] = item;
    units[place] = boughtUnits;
    size++;
  }
}
