package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * The latest items of one user, each once, ordered by their latest moment and then by index. Which
 * ones these are does not depend on the order in which they were told. Not thread-safe.
 */
final class RecentItems {
  /** The item had its place already, or is older than all that are kept. */
  static final int NOTHING_NEW = -1;

  /** The item is new and nothing had to make way. */
  static final int NOBODY_LEFT = -2;

  private static final int FIRST_CAPACITY = 4;

  private int size;
  private int[] items = new int[FIRST_CAPACITY];
  private long[] moments = new long[FIRST_CAPACITY];

  int size() {
    return size;
  }

  /** Item at a place, 0 for the oldest. */
  int item(int place) {
    return items[place];
  }

  /** Writes down the items but one; returns how many. */
  int copyTo(int[] target, int except) {
    int count = 0;
    for (int place = 0; place < size; place++) {
      target[count] = items[place];
      count += items[place] == except ? 0 : 1;
    }
    return count;
  }

  /** Whether {@link #put} would change which items are kept. */
  boolean isNew(int item, long moment, int limit) {
    return indexOf(item) < 0 && (size < limit || isBefore(0, item, moment));
  }

  /**
   * Takes in an item; of more than {@code limit} the oldest leaves.
   *
   * @return the item that left, {@link #NOBODY_LEFT} or {@link #NOTHING_NEW}
   */
  int put(int item, long moment, int limit) {
    int known = indexOf(item);
    if (known >= 0) {
      if (moments[known] < moment) {
        remove(known);
        insert(item, moment);
      }
      return NOTHING_NEW;
    }
    if (size < limit) {
      insert(item, moment);
      return NOBODY_LEFT;
    }
    if (!isBefore(0, item, moment)) {
      return NOTHING_NEW;
    }
    int oldest = items[0];
    remove(0);
    insert(item, moment);
    return oldest;
  }

  private void insert(int item, long moment) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
      moments = Arrays.copyOf(moments, 2 * size);
    }
    int place = size;
    while (place > 0 && !isBefore(place - 1, item, moment)) {
      items[place] = items[place - 1];
      moments[place] = moments[place - 1];
      place--;
    }
    items[place] = item;
    moments[place] = moment;
    size++;
  }

  private void remove(int place) {
    size--;
    System.arraycopy(items, place + 1, items, place, size - place);
    System.arraycopy(moments, place + 1, moments, place, size - place);
  }

  private boolean isBefore(int place, int item, long moment) {
    return moments[place] < moment || (moments[place] == moment && items[place] < item);
  }

  private int indexOf(int item) {
    for (int place = 0; place < size; place++) {
      if (items[place] == item) {
        return place;
      }
    }
    return -1;
  }
}
