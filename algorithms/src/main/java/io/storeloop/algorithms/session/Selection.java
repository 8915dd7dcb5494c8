package io.storeloop.algorithms.session;

/** Brings the largest of many numbers to the front, without sorting them: Hoare's quickselect. */
final class Selection {
  private Selection() {}

  /**
   * Afterwards the {@code wanted} largest of the first {@code count} values come first, in no
   * particular but always the same order. The values must differ. Expected time O(count).
   */
  static void largestFirst(long[] values, int count, int wanted) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      long pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
      int left = low;
      int right = high;
      while (left <= right) {
        while (values[left] > pivot) {
          left++;
        }
        while (values[right] < pivot) {
          right--;
        }
        if (left <= right) {
          long swapped = values[left];
          values[left++] = values[right];
          values[right--] = swapped;
        }
      }
      if (wanted - 1 <= right) {
        high = right;
      } else if (wanted - 1 >= left) {
        low = left;
      } else {
        return;
      }
    }
  }

  private static long middle(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
