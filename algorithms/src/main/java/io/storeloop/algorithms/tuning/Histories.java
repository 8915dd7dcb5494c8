package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.similarity.InteractionMatrix;
import java.util.Arrays;

/**
 * What every user did, from old to new: users × their items, as dense item indexes from 0. An item
 * may come more than once. Stored flat. Immutable.
 */
public final class Histories {
  private final int[] starts;
  private final int[] items;
  private final int itemCount;
  private final boolean ordered;

  private Histories(int[] starts, int[] items, int itemCount, boolean ordered) {
    this.starts = starts;
    this.items = items;
    this.itemCount = itemCount;
    this.ordered = ordered;
  }

  /**
   * Takes over the arrays, which must not be written to afterwards.
   *
   * @param starts one more than there are users, from 0 to the number of items, never falling: user
   *     u has {@code items[starts[u]]} to before {@code items[starts[u + 1]]}
   * @param itemCount number of items of the catalogue, above every index
   * @param ordered whether the order within a history means time; if not, nothing is learnt from it
   * @throws IllegalArgumentException if the arrays do not fit together or an item is outside
   */
  public static Histories of(int[] starts, int[] items, int itemCount, boolean ordered) {
    boolean fits = starts.length > 0 && starts[0] == 0 && starts[starts.length - 1] == items.length;
    for (int user = 0; fits && user + 1 < starts.length; user++) {
      fits = starts[user] <= starts[user + 1];
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "starts must rise from 0 to the number of items, " + items.length);
    }
    for (int item : items) {
      if (item < 0 || item >= itemCount) {
        throw new IllegalArgumentException(
            "items must be between 0 and %d, but one was %d".formatted(itemCount - 1, item));
      }
    }
    return new Histories(starts, items, itemCount, ordered);
  }

  public int userCount() {
    return starts.length - 1;
  }

  public int itemCount() {
    return itemCount;
  }

  /** Number of items of all histories. */
  public int size() {
    return items.length;
  }

  /** Number of items of one history. */
  public int size(int user) {
    return starts[user + 1] - starts[user];
  }

  /** The item at a place of a history, 0 for the oldest. */
  public int item(int user, int place) {
    return items[starts[user] + place];
  }

  /** Copies a history. */
  public int[] items(int user) {
    return Arrays.copyOfRange(items, starts[user], starts[user + 1]);
  }

  public boolean ordered() {
    return ordered;
  }

  /**
   * One cell of weight 1 per user and item, at its latest place, all in one moment if unordered.
   */
  public InteractionMatrix toMatrix() {
    var builder = InteractionMatrix.builder(userCount(), itemCount);
    int[] lastUser = new int[itemCount];
    for (int user = 0; user < userCount(); user++) {
      for (int at = starts[user + 1] - 1; at >= starts[user]; at--) {
        if (lastUser[items[at]] != user + 1) {
          lastUser[items[at]] = user + 1;
          builder.add(user, items[at], 1, ordered ? at : 0);
        }
      }
    }
    return builder.build();
  }
}
