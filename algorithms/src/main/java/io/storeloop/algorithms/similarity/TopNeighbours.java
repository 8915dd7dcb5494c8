package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * Keeps the K most similar of the candidates offered, ties to the lower index.
 *
 * <p>A binary min-heap of packed longs: similarity bits above, inverted index below. Positive
 * floats order like their bits, so one comparison of two longs decides both the similarity and the
 * tie. Not thread-safe.
 */
final class TopNeighbours {
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private final long[] heap;
  private int size;

  TopNeighbours(int limit) {
    heap = new long[limit];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Offers a candidate; one that is not above 0 is no neighbour. */
  void offer(int item, float similarity) {
    if (!(similarity > 0)) {
      return;
    }
    long packed = ((long) Float.floatToRawIntBits(similarity) << 32) | (~item & LOW_HALF);
    if (size < heap.length) {
      siftUp(packed);
    } else if (packed > heap[0]) {
      siftDown(packed);
    }
  }

  /**
   * Orders the kept ones, most similar first; to be read by {@link #item} and {@link #similarity}
   * until cleared.
   */
  void sort() {
    Arrays.sort(heap, 0, size);
  }

  int item(int place) {
    return ~(int) heap[size - 1 - place];
  }

  float similarity(int place) {
    return Float.intBitsToFloat((int) (heap[size - 1 - place] >>> 32));
  }

  private void siftUp(long packed) {
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (heap[parent] <= packed) {
        break;
      }
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = packed;
  }

  private void siftDown(long packed) {
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= packed) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = packed;
  }
}
