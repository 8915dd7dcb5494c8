package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * Keeps the K most similar of the candidates offered, ties to the lower index.
 *
 * <p>A candidate is one packed long: similarity bits above, inverted index below. Positive floats
 * order like their bits, so one comparison of two longs decides both the similarity and the tie.
 * Candidates above the bar are written down one after another; when the page is full, Hoare's
 * selection keeps the K best and raises the bar to the worst of them. That is O(1) per candidate
 * without the unpredictable branches of a heap. Not thread-safe.
 *
 * <p>Source: Hoare, Algorithm 65: Find, CACM 4 (1961).
 */
final class TopNeighbours {
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  /** Candidates written down per place before the best are selected. */
  private static final int PAGE_PER_PLACE = 4;

  private final int limit;
  private final long[] page;
  private int size;
  private long bar;

  TopNeighbours(int limit) {
    this.limit = limit;
    this.page = new long[PAGE_PER_PLACE * limit + 1];
  }

  void clear() {
    size = 0;
    bar = 0;
  }

  /** Offers a candidate; one that is not above 0 is no neighbour. */
  void offer(int item, float similarity) {
    long packed = ((long) Float.floatToRawIntBits(similarity) << 32) | (~item & LOW_HALF);
    if (packed > bar && similarity > 0) {
      page[size++] = packed;
      if (size == page.length) {
        keepBest();
      }
    }
  }

  /**
   * Keeps the best and orders them, to be read by {@link #item} and {@link #similarity} until
   * cleared.
   */
  void sort() {
    if (size > limit) {
      keepBest();
    }
    Arrays.sort(page, 0, size);
  }

  /** Number of neighbours kept, once sorted. */
  int size() {
    return size;
  }

  int item(int place) {
    return ~(int) page[size - 1 - place];
  }

  float similarity(int place) {
    return Float.intBitsToFloat((int) (page[size - 1 - place] >>> 32));
  }

  /** Brings the {@code limit} largest to the front, the smallest of them to their end. */
  private void keepBest() {
    int from = 0;
    int to = size - 1;
    int last = limit - 1;
    while (from < to) {
      long pivot = median(page[from], page[(from + to) >>> 1], page[to]);
      int left = from;
      int right = to;
      while (left <= right) {
        while (page[left] > pivot) {
          left++;
        }
        while (page[right] < pivot) {
          right--;
        }
        if (left <= right) {
          long swapped = page[left];
          page[left++] = page[right];
          page[right--] = swapped;
        }
      }
      if (last <= right) {
        to = right;
      } else if (last >= left) {
        from = left;
      } else {
        break;
      }
    }
    size = limit;
    bar = page[last];
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
