package io.storeloop.algorithms.metrics;

import java.util.Arrays;
import java.util.BitSet;

/**
 * At which ranks a full ranking placed the items that turned out to be relevant, and what that is
 * worth.
 *
 * <p>Ranks count from 1. Ties count half: the rank of a relevant item is 1 + the items scored
 * better + half of those scored equal, so that equal scores for everything are worth what chance is
 * worth. Where several relevant items share one score, they take the mean ranks of the first,
 * second, … of them in a random order of the tied items; for one relevant item both rules are the
 * same. A score that is not a number is worse than every number.
 *
 * <p>All metrics lie in [0, 1] and are those of one user or session; average them over users.
 * Immutable.
 *
 * <p>Sources: Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation, TOIS 2002 (nDCG, binary
 * gain); McSherry and Najork, Computing Information Retrieval Performance Measures Efficiently in
 * the Presence of Tied Scores, ECIR 2008.
 */
public final class RelevantRanks {
  private final double[] ranks;

  private RelevantRanks(double[] ranks) {
    this.ranks = ranks;
  }

  /**
   * Ranks the relevant items among all items that are not left out.
   *
   * @param scores one per item, higher is better
   * @param relevant at least one item
   * @param leftOut items that do not take part, such as those the user already had; none may be
   *     relevant
   * @throws IllegalArgumentException if nothing is relevant, or an item is relevant and left out,
   *     or without a score
   */
  public static RelevantRanks of(double[] scores, BitSet relevant, BitSet leftOut) {
    requireRelevant(relevant, leftOut, scores.length);
    double[] others = new double[scores.length];
    int otherCount = 0;
    double[] hits = new double[relevant.cardinality()];
    int hitCount = 0;
    for (int item = 0; item < scores.length; item++) {
      double score = Double.isNaN(scores[item]) ? Double.NEGATIVE_INFINITY : scores[item] + 0.0;
      if (relevant.get(item)) {
        hits[hitCount++] = score;
      } else if (!leftOut.get(item)) {
        others[otherCount++] = score;
      }
    }
    Arrays.sort(hits);
    return new RelevantRanks(ranks(hits, Arrays.copyOf(others, otherCount)));
  }

  /**
   * Ranks the relevant items by their place in a finished list; one that is not listed is found
   * nowhere.
   *
   * @param items distinct items, best first
   * @throws IllegalArgumentException if nothing is relevant
   */
  public static RelevantRanks ofList(int[] items, BitSet relevant) {
    requireRelevant(relevant, new BitSet(), Integer.MAX_VALUE);
    double[] ranks = new double[relevant.cardinality()];
    Arrays.fill(ranks, Double.POSITIVE_INFINITY);
    int found = 0;
    for (int place = 0; place < items.length; place++) {
      if (relevant.get(items[place])) {
        ranks[found++] = place + 1.0;
      }
    }
    return new RelevantRanks(ranks);
  }

  /** The ranks, best first. */
  public double[] ranks() {
    return ranks.clone();
  }

  /** 1 if a relevant item is among the first k, else 0. */
  public double hitRateAt(int k) {
    return hits(k) > 0 ? 1 : 0;
  }

  /**
   * Share of the relevant items that is among the first k; divided by all relevant items, not by
   * min(k, their number).
   */
  public double recallAt(int k) {
    return (double) hits(k) / ranks.length;
  }

  /** Share of the first k that is relevant. */
  public double precisionAt(int k) {
    return (double) hits(k) / k;
  }

  /** 1 / rank of the best relevant item, 0 if it is not among the first k. */
  public double reciprocalRankAt(int k) {
    return hits(k) > 0 ? 1 / ranks[0] : 0;
  }

  /**
   * Σ 1 / log2(1 + rank) over the relevant items among the first k, divided by the best that sum
   * can be.
   */
  public double ndcgAt(int k) {
    int hits = hits(k);
    double gain = 0;
    double ideal = 0;
    for (int i = 0; i < Math.min(k, ranks.length); i++) {
      gain += i < hits ? Math.log(2) / Math.log(1 + ranks[i]) : 0;
      ideal += Math.log(2) / Math.log(2.0 + i);
    }
    return gain / ideal;
  }

  private int hits(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more, but was " + k);
    }
    int hits = 0;
    while (hits < ranks.length && ranks[hits] <= k) {
      hits++;
    }
    return hits;
  }

  /** Walks the relevant scores from best to worst, group of equals by group of equals. */
  private static double[] ranks(double[] sortedHits, double[] others) {
    double[] ranks = new double[sortedHits.length];
    int done = 0;
    while (done < ranks.length) {
      double score = sortedHits[ranks.length - 1 - done];
      int tiedHits = 0;
      while (done + tiedHits < ranks.length
          && sortedHits[ranks.length - 1 - done - tiedHits] == score) {
        tiedHits++;
      }
      int better = done;
      int tied = tiedHits;
      for (double other : others) {
        better += other > score ? 1 : 0;
        tied += other == score ? 1 : 0;
      }
      for (int i = 1; i <= tiedHits; i++) {
        ranks[done + i - 1] = better + i * (tied + 1.0) / (tiedHits + 1.0);
      }
      done += tiedHits;
    }
    return ranks;
  }

  private static void requireRelevant(BitSet relevant, BitSet leftOut, int itemCount) {
    if (relevant.isEmpty()) {
      throw new IllegalArgumentException("at least one item must be relevant");
    }
    if (relevant.length() > itemCount) {
      throw new IllegalArgumentException(
          "relevant items must be below %d, but one was %d"
              .formatted(itemCount, relevant.length() - 1));
    }
    if (relevant.intersects(leftOut)) {
      throw new IllegalArgumentException("an item cannot be relevant and left out");
    }
  }
}
