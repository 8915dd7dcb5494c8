package io.storeloop.recommendation.recommend;

import java.util.Arrays;

/** A small set of item indexes: open addressing over one array. Not thread-safe. */
final class SeenItems {
  private static final int EMPTY = -1;
  private static final int FIRST_CAPACITY = 64;

  private int[] slots = emptySlots(FIRST_CAPACITY);
  private int size;

  /** Whether the item is new to the set, which holds it afterwards. */
  boolean add(int item) {
    int slot = slotOf(item);
    if (slots[slot] == item) {
      return false;
    }
    slots[slot] = item;
    size++;
    if (2 * size > slots.length) {
      grow();
    }
    return true;
  }

  boolean contains(int item) {
    return slots[slotOf(item)] == item;
  }

  private int slotOf(int item) {
    int mask = slots.length - 1;
    int slot = (item * 0x9E3779B9) >>> 7 & mask;
    while (slots[slot] != EMPTY && slots[slot] != item) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] old = slots;
    slots = emptySlots(2 * old.length);
    for (int item : old) {
      if (item != EMPTY) {
        slots[slotOf(item)] = item;
      }
    }
  }

  private static int[] emptySlots(int capacity) {
    int[] slots = new int[capacity];
    Arrays.fill(slots, EMPTY);
    return slots;
  }
}
