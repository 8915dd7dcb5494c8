package io.storeloop.algorithms.similarity;

/**
 * What every user did with every item: users × items, one cell per pair that ever met.
 *
 * <p>A cell holds the summed weight of the user's interactions with the item and the rank of the
 * latest of them in the user's history: 0 for the oldest moment, one more for each later moment.
 * Items of one moment (a basket) share a rank. A row lists its cells by rank, then by item index.
 * Users and items are dense indexes from 0; a service maps its ids to them. Stored row after row in
 * flat arrays (16 bytes per cell with the row starts). Immutable.
 */
public final class InteractionMatrix {
  /** Smallest and largest weight of one interaction; something outside is a mistaken unit. */
  public static final float MIN_WEIGHT = 1e-6f;

  public static final float MAX_WEIGHT = 1e6f;

  private final int itemCount;
  private final int[] rowStarts;
  private final int[] items;
  private final float[] weights;
  private final int[] ranks;

  InteractionMatrix(int itemCount, int[] rowStarts, int[] items, float[] weights, int[] ranks) {
    this.itemCount = itemCount;
    this.rowStarts = rowStarts;
    this.items = items;
    this.weights = weights;
    this.ranks = ranks;
  }

  /**
   * Starts a matrix of the given shape.
   *
   * @throws IllegalArgumentException if a count is negative
   */
  public static InteractionMatrixBuilder builder(int userCount, int itemCount) {
    return new InteractionMatrixBuilder(userCount, itemCount);
  }

  public int userCount() {
    return rowStarts.length - 1;
  }

  public int itemCount() {
    return itemCount;
  }

  /** Number of cells: pairs of a user and an item that met at least once. */
  public int cellCount() {
    return items.length;
  }

  /** First cell of the user's row; the row ends before {@link #rowEnd}. */
  public int rowStart(int user) {
    return rowStarts[user];
  }

  public int rowEnd(int user) {
    return rowStarts[user + 1];
  }

  public int item(int cell) {
    return items[cell];
  }

  /** Summed weight of the cell, above 0. */
  public float weight(int cell) {
    return weights[cell];
  }

  /** Moment of the cell in its user's history, 0 for the oldest. */
  public int rank(int cell) {
    return ranks[cell];
  }

  /**
   * The cells' items themselves, not to be written to: the kernel's inner loop reads nothing else
   * as often.
   */
  int[] items() {
    return items;
  }

  float[] weights() {
    return weights;
  }

  int[] ranks() {
    return ranks;
  }
}
