package io.storeloop.algorithms.counting;

import java.util.Arrays;

/**
 * A whole number for each pair of different items, the same in both directions; 0 unless something
 * was added.
 *
 * <p>One open-addressing table per item, linear probing, so that an item's partners are read
 * without looking at anybody else's. A slot is one long, the count above 24 bits of item index: one
 * memory access finds both. Tables are at most three quarters full; removing closes the gap
 * (Knuth's Algorithm R), so nothing is left behind by what came and went. About 32 bytes per pair,
 * and 24 per item.
 *
 * <p>Since counts are integers, the order of additions does not matter and taking away what was
 * added leaves exactly what was there. Time O(1) per addition, O(partners) to read an item. Not
 * thread-safe.
 *
 * <p>Source: Knuth, The Art of Computer Programming, volume 3, 6.4 (algorithms L and R).
 */
public final class PairCounts {
  /** Items are numbered below this: 24 bits of a slot. */
  public static final int MAX_ITEMS = 1 << 24;

  /** Largest count of one pair. */
  public static final long MAX_COUNT = (1L << 39) - 1;

  private static final int ITEM_BITS = 24;
  private static final int ITEM_MASK = MAX_ITEMS - 1;
  private static final int FIRST_CAPACITY = 4;
  private static final int FIRST_ROWS = 1024;
  private static final int SCATTER = 0x9E3779B9;

  /** Shared by all items without partners: one empty slot, never written to. */
  private static final long[] EMPTY = new long[1];

  private final long maxPairs;
  private long pairCount;
  private long[][] rows = new long[FIRST_ROWS][];
  private int[] sizes = new int[FIRST_ROWS];

  /** What was read ahead, kept so that reading is not optimised away. */
  private long ahead;

  /** Takes what {@link PairCounts#forEach} finds. */
  @FunctionalInterface
  public interface PartnerVisitor {
    /**
     * @param count above 0
     */
    void visit(int partner, long count);
  }

  /**
   * @param maxPairs most pairs held at a time, 1 or more: the bound of the memory
   */
  public PairCounts(long maxPairs) {
    if (maxPairs < 1) {
      throw new IllegalArgumentException("maxPairs must be 1 or more, but was " + maxPairs);
    }
    this.maxPairs = maxPairs;
    Arrays.fill(rows, EMPTY);
  }

  /** Number of pairs whose count is above 0. */
  public long pairCount() {
    return pairCount;
  }

  /** Whether so many new pairs would still find room. */
  public boolean hasRoomFor(long newPairs) {
    return pairCount + newPairs <= maxPairs;
  }

  /**
   * Adds to the count of a pair, or takes away if {@code amount} is negative.
   *
   * @throws IllegalArgumentException if the two are one item, an index is outside its range or the
   *     count would leave 0 to {@link #MAX_COUNT}
   * @throws IllegalStateException if the pair is new and there are {@code maxPairs} already
   */
  public void add(int item, int other, long amount) {
    if (item == other) {
      throw new IllegalArgumentException(
          "a pair is two different items, but was %d twice".formatted(item));
    }
    requireItems(Math.min(item, other), Math.max(item, other));
    makeRowsFor(Math.max(item, other));
    addBothWays(item, other, amount);
  }

  /**
   * Adds to the counts of an item with each of several others, itself passed over: faster than one
   * by one, because the memory of all is asked for before the first is waited for.
   *
   * @param others the first {@code size} are meant
   * @throws IllegalArgumentException as {@link #add}; an index out of range changes nothing
   */
  public void addAll(int item, int[] others, int size, long amount) {
    int lowest = item;
    int highest = item;
    for (int place = 0; place < size; place++) {
      lowest = Math.min(lowest, others[place]);
      highest = Math.max(highest, others[place]);
    }
    requireItems(lowest, highest);
    makeRowsFor(highest);
    ahead += touch(item, others, size);
    for (int place = 0; place < size; place++) {
      if (others[place] != item) {
        addBothWays(item, others[place], amount);
      }
    }
  }

  /** Reads where each of the pairs will be looked for; the sum is of no use. */
  private long touch(int item, int[] others, int size) {
    long sum = 0;
    long[] own = rows[item];
    for (int place = 0; place < size; place++) {
      long[] row = rows[others[place]];
      sum += row[home(item, row.length - 1)] + own[home(others[place], own.length - 1)];
    }
    return sum;
  }

  /** The count of a pair. */
  public long count(int item, int other) {
    return item < rows.length ? rows[item][placeOf(rows[item], other)] >>> ITEM_BITS : 0;
  }

  /** Number of items that form a pair with the item. */
  public int partnerCount(int item) {
    return item < sizes.length ? sizes[item] : 0;
  }

  /** Shows all partners of an item, in no order. */
  public void forEach(int item, PartnerVisitor visitor) {
    if (item >= rows.length) {
      return;
    }
    for (long slot : rows[item]) {
      if (slot != 0) {
        visitor.visit((int) slot & ITEM_MASK, slot >>> ITEM_BITS);
      }
    }
  }

  /** Bytes the tables hold, without object headers. */
  public long tableBytes() {
    long bytes = 0;
    for (long[] row : rows) {
      bytes += 8L * row.length;
    }
    return bytes;
  }

  private void addBothWays(int item, int other, long amount) {
    int partners = sizes[item];
    addTo(item, other, amount);
    addTo(other, item, amount);
    pairCount += sizes[item] - partners;
  }

  /** Adds to one direction; what it refuses it refuses in the first. */
  private void addTo(int item, int other, long amount) {
    long[] row = rows[item];
    int place = placeOf(row, other);
    long before = row[place] >>> ITEM_BITS;
    long after = before + amount;
    if (after < 0 || after > MAX_COUNT) {
      throw new IllegalArgumentException(
          "a count must stay between 0 and %d, but %d and %d would have %d"
              .formatted(MAX_COUNT, item, other, after));
    }
    if (after == 0) {
      leave(item, row, place, before);
    } else {
      if (before == 0) {
        row = rowWithRoom(item);
        place = row == rows[item] ? place : placeOf(row, other);
        rows[item] = row;
        sizes[item]++;
      }
      row[place] = after << ITEM_BITS | other;
    }
  }

  private void leave(int item, long[] row, int place, long before) {
    if (before != 0) {
      close(row, place);
      sizes[item]--;
    }
  }

  /** The row itself, or a larger copy if another partner would fill it too much. */
  private long[] rowWithRoom(int item) {
    if (pairCount == maxPairs) {
      throw new IllegalStateException("there is room for " + maxPairs + " pairs of items");
    }
    long[] row = rows[item];
    return 4L * (sizes[item] + 1) > 3L * row.length ? grown(row) : row;
  }

  private static int home(int item, int mask) {
    return (item * SCATTER >>> 8) & mask;
  }

  /** Where the partner stands, or the empty slot where it would. */
  private static int placeOf(long[] row, int other) {
    int mask = row.length - 1;
    int place = home(other, mask);
    while (row[place] != 0 && ((int) row[place] & ITEM_MASK) != other) {
      place = (place + 1) & mask;
    }
    return place;
  }

  /** Empties a slot and moves up those that had made way for it. */
  private static void close(long[] row, int emptied) {
    int mask = row.length - 1;
    int hole = emptied;
    int place = (hole + 1) & mask;
    while (row[place] != 0) {
      int home = home((int) row[place] & ITEM_MASK, mask);
      if (((place - home) & mask) >= ((place - hole) & mask)) {
        row[hole] = row[place];
        hole = place;
      }
      place = (place + 1) & mask;
    }
    row[hole] = 0;
  }

  private static long[] grown(long[] row) {
    long[] larger = new long[Math.max(FIRST_CAPACITY, 2 * row.length)];
    for (long slot : row) {
      if (slot != 0) {
        larger[placeOf(larger, (int) slot & ITEM_MASK)] = slot;
      }
    }
    return larger;
  }

  private static void requireItems(int lowest, int highest) {
    if (lowest < 0 || highest >= MAX_ITEMS) {
      throw new IllegalArgumentException(
          "items must be between 0 and %d, but were %d to %d"
              .formatted(MAX_ITEMS - 1, lowest, highest));
    }
  }

  private void makeRowsFor(int item) {
    if (item >= rows.length) {
      int before = rows.length;
      int capacity = Math.max(item + 1, 2 * before);
      rows = Arrays.copyOf(rows, capacity);
      Arrays.fill(rows, before, capacity, EMPTY);
      sizes = Arrays.copyOf(sizes, capacity);
    }
  }
}
