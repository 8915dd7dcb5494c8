package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * Keeps the K most similar of the candidates offered, ties to the lower index.
 *
 * <p>A candidate is one packed long: similarity bits above, inverted index below. Positive floats
 * order like their bits, so one comparison of two longs decides both the similarity and the tie.
 * All candidates are written down; then they are counted by the first bits of their similarity,
 * those below the bucket that holds the K-th are left out, and the few others are sorted. So a
 * candidate costs no comparison whose outcome the processor would have to guess. Time O(candidates)
 * unless very many are as similar as the K-th; memory 8 bytes per candidate. Not thread-safe.
 *
 * <p>Source: the first step of a most significant digit radix sort (Knuth, The Art of Computer
 * Programming, volume 3, 5.2.5), taken where the K-th is.
 */
final class TopNeighbours {
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  /** A bucket is a 32nd of a power of two: 8 bits of exponent and 5 of the fraction. */
  private static final int BUCKET_SHIFT = 32 + 18;

  private static final int BUCKETS = 1 << 13;
  private static final int FIRST_CAPACITY = 1024;

  private final int limit;
  private final int[] counts = new int[BUCKETS];
  private long[] page = new long[FIRST_CAPACITY];
  private int size;

  /** Where the last of the sorted neighbours, the most similar one, stands in the page, plus 1. */
  private int end;

  TopNeighbours(int limit) {
    this.limit = limit;
  }

  void clear() {
    size = 0;
  }

  /** Makes room for so many offers since the last {@link #clear}. */
  void ensureCapacity(int offers) {
    if (page.length < offers) {
      page = Arrays.copyOf(page, Math.max(offers, 2 * page.length));
    }
  }

  /** Offers a candidate; one that is not above 0 is no neighbour. */
  void offer(int item, float similarity) {
    if (size == page.length) {
      ensureCapacity(size + 1);
    }
    page[size] = ((long) Float.floatToRawIntBits(similarity) << 32) | (~item & LOW_HALF);
    size += similarity > 0 ? 1 : 0;
  }

  /**
   * Keeps the best and orders them, to be read by {@link #item} and {@link #similarity} until
   * cleared.
   */
  void sort() {
    leaveOutTheWorst();
    order();
  }

  /**
   * As above, where places were offered instead of items: only what is left is called by its item.
   *
   * @param items by place
   */
  void sort(int[] items) {
    leaveOutTheWorst();
    for (int i = 0; i < end; i++) {
      int item = items[~(int) page[i]];
      page[i] = page[i] & ~LOW_HALF | ~item & LOW_HALF;
    }
    order();
  }

  /** Number of neighbours kept, once sorted. */
  int size() {
    return size;
  }

  int item(int place) {
    return ~(int) page[end - 1 - place];
  }

  float similarity(int place) {
    return Float.intBitsToFloat((int) (page[end - 1 - place] >>> 32));
  }

  private void leaveOutTheWorst() {
    end = size > limit ? dropAllBelow(leastBucket()) : size;
  }

  private void order() {
    Arrays.sort(page, 0, end);
    size = Math.min(end, limit);
  }

  /** The bucket of the K-th candidate. */
  private int leastBucket() {
    int bucket = 0;
    for (int i = 0; i < size; i++) {
      int one = bucket(page[i]);
      counts[one]++;
      bucket = Math.max(bucket, one);
    }
    int better = counts[bucket];
    while (better < limit) {
      better += counts[--bucket];
    }
    for (int i = 0; i < size; i++) {
      counts[bucket(page[i])] = 0;
    }
    return bucket;
  }

  /** Moves the others to the front and returns their number. */
  private int dropAllBelow(int bucket) {
    long bar = (long) bucket << BUCKET_SHIFT;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      long candidate = page[i];
      page[kept] = candidate;
      kept += candidate >= bar ? 1 : 0;
    }
    return kept;
  }

  private static int bucket(long candidate) {
    return (int) (candidate >>> BUCKET_SHIFT);
  }
}
