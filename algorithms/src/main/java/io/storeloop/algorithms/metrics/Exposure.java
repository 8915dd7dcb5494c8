package io.storeloop.algorithms.metrics;

import java.util.Arrays;

/**
 * Which items a model's lists show, and how evenly: what accuracy does not tell. Not thread-safe.
 *
 * <p>Sources: Vargas and Castells, Rank and Relevance in Novelty and Diversity Metrics, RecSys 2011
 * (novelty as self-information); Gini, Variabilità e mutabilità, 1912.
 */
public final class Exposure {
  private final int[] popularity;
  private final double users;
  private final long[] shown;
  private long total;
  private double popularitySum;
  private double surpriseSum;

  /**
   * For items of known popularity.
   *
   * @param popularity per item, how many users of the training data chose it; one that nobody chose
   *     counts as chosen by one where surprise is measured
   * @param users how many users the training data has, 1 or more
   */
  public Exposure(int[] popularity, int users) {
    if (users < 1) {
      throw new IllegalArgumentException("users must be 1 or more, but were " + users);
    }
    this.popularity = popularity.clone();
    this.users = users;
    this.shown = new long[popularity.length];
  }

  /** Counts one list, the first {@code size} of {@code items}. */
  public void add(int[] items, int size) {
    for (int place = 0; place < size; place++) {
      int item = items[place];
      shown[item]++;
      popularitySum += popularity[item];
      surpriseSum += Math.log(users / Math.max(1, popularity[item])) / Math.log(2);
    }
    total += size;
  }

  /** Share of the items that were shown at least once. */
  public double coverage() {
    return (double) Arrays.stream(shown).filter(times -> times > 0).count()
        / Math.max(1, shown.length);
  }

  /** 0 where all items are shown equally often, near 1 where a few take all places. */
  public double gini() {
    long[] sorted = shown.clone();
    Arrays.sort(sorted);
    double weighted = 0;
    for (int i = 0; i < sorted.length; i++) {
      weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
    }
    return total == 0 ? 0 : weighted / ((double) sorted.length * total);
  }

  /**
   * Mean popularity of what is shown, in users: the popularity bias beside that of other models.
   */
  public double meanPopularity() {
    return total == 0 ? 0 : popularitySum / total;
  }

  /** Mean of -log2(share of the users who chose the item) over what is shown, in bits. */
  public double novelty() {
    return total == 0 ? 0 : surpriseSum / total;
  }
}
