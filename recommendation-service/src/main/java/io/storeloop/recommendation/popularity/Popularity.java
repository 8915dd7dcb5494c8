package io.storeloop.recommendation.popularity;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Items by how many users took an interest in them, how strongly and how lately. Items are indexes
 * of the catalogue. Immutable.
 */
public final class Popularity {
  private static final Popularity NONE = new Popularity(new int[0], new double[0]);

  private final int[] items;
  private final double[] scores;

  private Popularity(int[] items, double[] scores) {
    this.items = items;
    this.scores = scores;
  }

  /** Nothing is known to be popular. */
  public static Popularity none() {
    return NONE;
  }

  public int size() {
    return items.length;
  }

  /** The item at a rank, 0 for the most popular. */
  public int item(int rank) {
    return items[rank];
  }

  /** Share of the most popular item's interest, in (0, 1]. */
  public double score(int rank) {
    return scores[rank];
  }

  /** A ranking that was computed before. Takes over the arrays. */
  public static Popularity ranked(int[] items, double[] scores) {
    return new Popularity(items, scores);
  }

  /**
   * Adds up interest: Σ over users of weight · 2^(-age / halfLife), age against the newest interest
   * seen. Counting each user once per item is up to the caller; it keeps one bot from making a
   * bestseller. Not thread-safe.
   */
  public static final class Builder {
    private final double[] sums;
    private final long newest;
    private final double halfLifeMillis;

    /**
     * @param newest epoch milliseconds of the newest interest there is
     */
    public Builder(int itemCount, long newest, long halfLifeMillis) {
      this.sums = new double[itemCount];
      this.newest = newest;
      this.halfLifeMillis = halfLifeMillis;
    }

    public void add(int item, double weight, long time) {
      sums[item] += weight * Math.pow(2, (time - newest) / halfLifeMillis);
    }

    /** Ranks the items by their sums, equal ones by {@code tieOrder}, lowest first. */
    public Popularity build(IntUnaryOperator tieOrder) {
      Integer[] order = new Integer[sums.length];
      Arrays.setAll(order, item -> item);
      Arrays.sort(
          order,
          (one, other) -> {
            int bySum = Double.compare(sums[other], sums[one]);
            return bySum != 0
                ? bySum
                : Integer.compare(tieOrder.applyAsInt(one), tieOrder.applyAsInt(other));
          });
      int count = 0;
      while (count < order.length && sums[order[count]] > 0) {
        count++;
      }
      int[] items = new int[count];
      double[] scores = new double[count];
      for (int rank = 0; rank < count; rank++) {
        items[rank] = order[rank];
        scores[rank] = sums[order[rank]] / sums[order[0]];
      }
      return new Popularity(items, scores);
    }
  }
}
