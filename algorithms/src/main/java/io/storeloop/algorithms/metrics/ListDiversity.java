package io.storeloop.algorithms.metrics;

import java.util.Arrays;

/**
 * How different the items of one list are: 1 minus the mean similarity of two of them, where
 * similarity is the cosine of the sets of users who chose them. In [0, 1]. Immutable.
 *
 * <p>Source: Smyth and McClave, Similarity vs. Diversity, ICCBR 2001. O(k² · users of an item).
 */
public final class ListDiversity {
  private final int[] starts;
  private final int[] users;

  private ListDiversity(int[] starts, int[] users) {
    this.starts = starts;
    this.users = users;
  }

  /**
   * Learns who chose what.
   *
   * @param rowStarts users + 1 places in {@code items}: where each user's row begins and the last
   *     ends
   * @param items item indexes below {@code itemCount}; one repeated in a row counts once
   */
  public static ListDiversity of(int[] rowStarts, int[] items, int itemCount) {
    int[] starts = new int[itemCount + 1];
    int[] lastUser = new int[itemCount];
    Arrays.fill(lastUser, -1);
    for (int user = 0; user + 1 < rowStarts.length; user++) {
      for (int cell = rowStarts[user]; cell < rowStarts[user + 1]; cell++) {
        starts[items[cell] + 1] += lastUser[items[cell]] == user ? 0 : 1;
        lastUser[items[cell]] = user;
      }
    }
    for (int item = 0; item < itemCount; item++) {
      starts[item + 1] += starts[item];
    }
    int[] users = new int[starts[itemCount]];
    int[] next = Arrays.copyOf(starts, itemCount);
    for (int user = 0; user + 1 < rowStarts.length; user++) {
      for (int cell = rowStarts[user]; cell < rowStarts[user + 1]; cell++) {
        int item = items[cell];
        if (next[item] == starts[item] || users[next[item] - 1] != user) {
          users[next[item]++] = user;
        }
      }
    }
    return new ListDiversity(starts, users);
  }

  /** The diversity of a list; 1 for a list of fewer than two items. */
  public double of(int[] list, int size) {
    double similarity = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        similarity += cosine(list[i], list[j]);
      }
    }
    double pairs = size * (size - 1.0) / 2;
    return pairs == 0 ? 1 : 1 - similarity / pairs;
  }

  private double cosine(int first, int second) {
    int i = starts[first];
    int j = starts[second];
    int common = 0;
    while (i < starts[first + 1] && j < starts[second + 1]) {
      int order = Integer.compare(users[i], users[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    double product =
        (double) (starts[first + 1] - starts[first]) * (starts[second + 1] - starts[second]);
    return common == 0 ? 0 : common / Math.sqrt(product);
  }
}
