package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * For every item its neighbours: one row per item, most similar first, ties by the lower item
 * index.
 *
 * <p>Stored flat: the row of item i is the entries {@code rowStart(i)} to {@code rowEnd(i)},
 * exclusive, each with an item and a similarity above 0. An item without neighbours has an empty
 * row. Immutable; equal when every entry is equal to the bit.
 */
public final class Neighbours {
  private final int[] rowStarts;
  private final int[] items;
  private final float[] similarities;

  /**
   * Takes over the three arrays, which must not be written to afterwards.
   *
   * @param rowStarts one more than there are items, from 0 to the number of entries, never falling
   * @throws IllegalArgumentException if the arrays do not fit together, an item is unknown, a
   *     similarity is not a finite number above 0, or a row is out of order
   */
  public Neighbours(int[] rowStarts, int[] items, float[] similarities) {
    NeighbourRows.check(rowStarts, items, similarities);
    this.rowStarts = rowStarts;
    this.items = items;
    this.similarities = similarities;
  }

  public int itemCount() {
    return rowStarts.length - 1;
  }

  /** Number of entries of all rows. */
  public int entryCount() {
    return items.length;
  }

  public int rowStart(int item) {
    return rowStarts[item];
  }

  public int rowEnd(int item) {
    return rowStarts[item + 1];
  }

  public int size(int item) {
    return rowStarts[item + 1] - rowStarts[item];
  }

  /** The neighbour an entry names. */
  public int item(int entry) {
    return items[entry];
  }

  /** Similarity of the entry's neighbour to the row's item, above 0. */
  public float similarity(int entry) {
    return similarities[entry];
  }

  /** Similarity from one item to another, 0 if the other is not among its neighbours. Time O(K). */
  public float similarityBetween(int item, int neighbour) {
    for (int entry = rowStarts[item]; entry < rowStarts[item + 1]; entry++) {
      if (items[entry] == neighbour) {
        return similarities[entry];
      }
    }
    return 0;
  }

  /** Copy of the row starts, for a snapshot; with the other two it makes an equal object. */
  public int[] rowStarts() {
    return rowStarts.clone();
  }

  /** Copy of all entries' items, row after row. */
  public int[] items() {
    return items.clone();
  }

  /** Copy of all entries' similarities, row after row. */
  public float[] similarities() {
    return similarities.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Neighbours that
        && Arrays.equals(rowStarts, that.rowStarts)
        && Arrays.equals(items, that.items)
        && Arrays.equals(similarities, that.similarities);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(items) + Arrays.hashCode(similarities);
  }

  @Override
  public String toString() {
    return "Neighbours[items=%d, entries=%d]".formatted(itemCount(), entryCount());
  }
}
