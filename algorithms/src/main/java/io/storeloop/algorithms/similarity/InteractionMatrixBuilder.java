package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * Collects interactions in any order and lays them out as an {@link InteractionMatrix}.
 *
 * <p>Several interactions of one user with one item become one cell: their weights add up and the
 * latest moment counts. The result does not depend on the order of the calls, to the last bit. Time
 * O(n log d) for n interactions and rows of d, memory 20 bytes per interaction. Not thread-safe.
 */
public final class InteractionMatrixBuilder {
  /** Most interactions one matrix holds: the largest array. */
  public static final int MAX_INTERACTIONS = Integer.MAX_VALUE - 8;

  private static final int FIRST_CAPACITY = 1024;

  private final int userCount;
  private final int itemCount;
  private int size;
  private int[] users = new int[FIRST_CAPACITY];
  private int[] items = new int[FIRST_CAPACITY];
  private float[] weights = new float[FIRST_CAPACITY];
  private long[] moments = new long[FIRST_CAPACITY];

  InteractionMatrixBuilder(int userCount, int itemCount) {
    if (userCount < 0 || itemCount < 0) {
      throw new IllegalArgumentException(
          "counts must be 0 or more, but were %d users and %d items"
              .formatted(userCount, itemCount));
    }
    this.userCount = userCount;
    this.itemCount = itemCount;
  }

  /**
   * Adds one interaction.
   *
   * @param weight between {@link InteractionMatrix#MIN_WEIGHT} and {@link
   *     InteractionMatrix#MAX_WEIGHT}
   * @param moment when it happened, in any unit: epoch milliseconds or a running number; only its
   *     order is used, and equal moments of one user belong together like the lines of a basket
   * @throws IndexOutOfBoundsException if the user or the item lies outside the matrix
   * @throws IllegalArgumentException if the weight lies outside its range or is not a number
   * @throws IllegalStateException if the matrix is full
   */
  public InteractionMatrixBuilder add(int user, int item, float weight, long moment) {
    checkIndex("user", user, userCount);
    checkIndex("item", item, itemCount);
    if (!(weight >= InteractionMatrix.MIN_WEIGHT && weight <= InteractionMatrix.MAX_WEIGHT)) {
      throw new IllegalArgumentException(
          "weight must be between %s and %s, but was %s"
              .formatted(InteractionMatrix.MIN_WEIGHT, InteractionMatrix.MAX_WEIGHT, weight));
    }
    if (size == users.length) {
      grow();
    }
    users[size] = user;
    items[size] = item;
    weights[size] = weight;
    moments[size] = moment;
    size++;
    return this;
  }

  /** Number of interactions added so far. */
  public int size() {
    return size;
  }

  /** Lays out what was added; the builder may go on afterwards. */
  public InteractionMatrix build() {
    int[] starts = startsByUser();
    int[] order = orderByUser(starts);
    var rows = new RowLayout(size, userCount);
    for (int user = 0; user < userCount; user++) {
      rows.append(order, starts[user], starts[user + 1], items, weights, moments);
    }
    return rows.toMatrix(itemCount);
  }

  private int[] startsByUser() {
    int[] starts = new int[userCount + 1];
    for (int i = 0; i < size; i++) {
      starts[users[i] + 1]++;
    }
    for (int user = 0; user < userCount; user++) {
      starts[user + 1] += starts[user];
    }
    return starts;
  }

  private int[] orderByUser(int[] starts) {
    int[] next = Arrays.copyOf(starts, userCount);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[next[users[i]]++] = i;
    }
    return order;
  }

  private void grow() {
    if (size == MAX_INTERACTIONS) {
      throw new IllegalStateException(
          "a matrix holds at most " + MAX_INTERACTIONS + " interactions");
    }
    int capacity = (int) Math.min(MAX_INTERACTIONS, 2L * size);
    users = Arrays.copyOf(users, capacity);
    items = Arrays.copyOf(items, capacity);
    weights = Arrays.copyOf(weights, capacity);
    moments = Arrays.copyOf(moments, capacity);
  }

  private static void checkIndex(String what, int index, int count) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(
          "%s must be between 0 and %d, but was %d".formatted(what, count - 1, index));
    }
  }
}
