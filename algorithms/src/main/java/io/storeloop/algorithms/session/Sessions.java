package io.storeloop.algorithms.session;

import java.util.Arrays;

/**
 * Finished sessions from the oldest to the newest, each the items of one visit in the order in
 * which they were dealt with; an item may come more than once.
 *
 * <p>Items are dense indexes from 0. Stored flat, 4 bytes per item and per session. Immutable.
 */
public final class Sessions {
  private final int itemCount;
  private final int[] starts;
  private final int[] items;

  private Sessions(int itemCount, int[] starts, int[] items) {
    this.itemCount = itemCount;
    this.starts = starts;
    this.items = items;
  }

  /**
   * Starts an empty collection.
   *
   * @throws IllegalArgumentException if {@code itemCount} is negative
   */
  public static Builder builder(int itemCount) {
    return new Builder(itemCount);
  }

  public int count() {
    return starts.length - 1;
  }

  public int itemCount() {
    return itemCount;
  }

  /** Length of one session, repeats included. */
  public int length(int session) {
    return starts[session + 1] - starts[session];
  }

  /** The item at a place of a session, 0 being the first. */
  public int item(int session, int place) {
    return items[starts[session] + place];
  }

  /** Number of items of all sessions together, repeats included. */
  public int clickCount() {
    return items.length;
  }

  /** The sessions {@code from} to {@code to}, exclusive, over the same items. */
  public Sessions range(int from, int to) {
    int[] newStarts = Arrays.copyOfRange(starts, from, to + 1);
    for (int i = 0; i < newStarts.length; i++) {
      newStarts[i] -= starts[from];
    }
    return new Sessions(itemCount, newStarts, Arrays.copyOfRange(items, starts[from], starts[to]));
  }

  /** Copies the first {@code size} items of a session. */
  void copy(int session, int[] target, int size) {
    System.arraycopy(items, starts[session], target, 0, size);
  }

  /** Collects sessions in their order. Not thread-safe. */
  public static final class Builder {
    private static final int FIRST_CAPACITY = 1024;

    private final int itemCount;
    private int[] starts = new int[FIRST_CAPACITY];
    private int[] items = new int[FIRST_CAPACITY];
    private int count;

    private Builder(int itemCount) {
      if (itemCount < 0) {
        throw new IllegalArgumentException("itemCount must be 0 or more, but was " + itemCount);
      }
      this.itemCount = itemCount;
    }

    /**
     * Adds a session that is newer than all before.
     *
     * @param size how many of {@code sessionItems} count, from the start
     * @throws IndexOutOfBoundsException if an item is not among {@code itemCount}
     * @throws IllegalStateException if there are {@link SessionIndex#MAX_SESSIONS} already
     */
    public Builder add(int[] sessionItems, int size) {
      if (count == SessionIndex.MAX_SESSIONS) {
        throw new IllegalStateException(
            "at most " + SessionIndex.MAX_SESSIONS + " sessions are held");
      }
      int end = starts[count];
      if (count + 2 > starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      if (Math.addExact(end, size) > items.length) {
        items = Arrays.copyOf(items, Math.max(end + size, 2 * items.length));
      }
      for (int i = 0; i < size; i++) {
        if (sessionItems[i] < 0 || sessionItems[i] >= itemCount) {
          throw new IndexOutOfBoundsException(
              "item must be between 0 and %d, but was %d"
                  .formatted(itemCount - 1, sessionItems[i]));
        }
        items[end + i] = sessionItems[i];
      }
      count++;
      starts[count] = end + size;
      return this;
    }

    public Builder add(int... sessionItems) {
      return add(sessionItems, sessionItems.length);
    }

    public Sessions build() {
      return new Sessions(
          itemCount, Arrays.copyOf(starts, count + 1), Arrays.copyOf(items, starts[count]));
    }
  }
}
