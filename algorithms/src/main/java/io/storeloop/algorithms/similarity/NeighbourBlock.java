package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/** The finished rows of some consecutive items, before all are joined. */
final class NeighbourBlock {
  private static final int FIRST_CAPACITY = 256;

  private final int[] sizes;
  private int rowCount;
  private int entryCount;
  private int[] items = new int[FIRST_CAPACITY];
  private float[] similarities = new float[FIRST_CAPACITY];

  NeighbourBlock(int rows) {
    sizes = new int[rows];
  }

  void append(TopNeighbours row) {
    int needed = entryCount + row.size();
    if (needed > items.length) {
      int capacity = Math.max(needed, 2 * items.length);
      items = Arrays.copyOf(items, capacity);
      similarities = Arrays.copyOf(similarities, capacity);
    }
    for (int place = 0; place < row.size(); place++) {
      items[entryCount] = row.item(place);
      similarities[entryCount] = row.similarity(place);
      entryCount++;
    }
    sizes[rowCount++] = row.size();
  }

  static Neighbours join(NeighbourBlock[] blocks, int itemCount) {
    int[] rowStarts = new int[itemCount + 1];
    int item = 0;
    for (NeighbourBlock block : blocks) {
      for (int size : block.sizes) {
        rowStarts[item + 1] = Math.addExact(rowStarts[item], size);
        item++;
      }
    }
    int[] items = new int[rowStarts[itemCount]];
    float[] similarities = new float[items.length];
    int at = 0;
    for (NeighbourBlock block : blocks) {
      System.arraycopy(block.items, 0, items, at, block.entryCount);
      System.arraycopy(block.similarities, 0, similarities, at, block.entryCount);
      at += block.entryCount;
    }
    return new Neighbours(rowStarts, items, similarities);
  }
}
