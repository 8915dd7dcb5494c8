package io.storeloop.algorithms.session;

import java.util.Arrays;

/**
 * The items of {@link #SIZE} sessions of neighbouring numbers in one array. Immutable: every change
 * is a new page, so that readers of the old one are not disturbed.
 */
final class SessionPage {
  static final int SHIFT = 8;
  static final int SIZE = 1 << SHIFT;
  static final int MASK = SIZE - 1;
  static final SessionPage EMPTY = new SessionPage(new int[SIZE + 1], new int[0]);

  final int[] starts;
  final int[] items;

  SessionPage(int[] starts, int[] items) {
    this.starts = starts;
    this.items = items;
  }

  int length(int place) {
    return starts[place + 1] - starts[place];
  }

  boolean isEmpty() {
    return items.length == 0;
  }

  /** The same page with other items for one of its sessions. */
  SessionPage with(int place, int[] sessionItems, int size) {
    int change = size - length(place);
    int[] newStarts = starts.clone();
    for (int i = place + 1; i < newStarts.length; i++) {
      newStarts[i] += change;
    }
    int[] newItems = new int[items.length + change];
    System.arraycopy(items, 0, newItems, 0, starts[place]);
    System.arraycopy(sessionItems, 0, newItems, starts[place], size);
    System.arraycopy(
        items, starts[place + 1], newItems, newStarts[place + 1], items.length - starts[place + 1]);
    return new SessionPage(newStarts, newItems);
  }

  int[] itemsOf(int place) {
    return Arrays.copyOfRange(items, starts[place], starts[place + 1]);
  }
}
