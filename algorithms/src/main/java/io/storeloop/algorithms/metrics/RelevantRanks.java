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
  private static final int UNKNOWN = -1;

  private final double[] ranks;
  private final int rankedItems;

  private RelevantRanks(double[] ranks, int rankedItems) {
    this.ranks = ranks;
    this.rankedItems = rankedItems;
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
    return of(scores, relevant.stream().toArray(), leftOut.stream().toArray());
  }

  /**
   * As {@link #of(double[], BitSet, BitSet)}, for small sets of item indexes; one named again
   * counts once, and one of {@code leftOut} beyond the scores does not matter. One pass over the
   * scores: O(n) where nothing is tied, O(n log m) at most, for m relevant items.
   */
  public static RelevantRanks of(double[] scores, int[] relevant, int[] leftOut) {
    int[] hits = distinct(relevant);
    requireKnown(hits, scores.length);
    var counts = ScoreCounts.of(scores, hits);
    for (double score : scores) {
      counts.add(score, 1);
    }
    int gone = 0;
    for (int item : distinct(leftOut)) {
      if (Arrays.binarySearch(hits, item) >= 0) {
        throw new IllegalArgumentException("an item cannot be relevant and left out");
      }
      if (item < scores.length) {
        counts.add(scores[item], -1);
        gone++;
      }
    }
    return new RelevantRanks(counts.ranks(), scores.length - gone);
  }

  /**
   * Ranks the relevant items among the given others only, as published tables with fixed negatives
   * ask for.
   *
   * @param others items to compare with; relevant ones among them and repeated ones count once
   */
  public static RelevantRanks among(double[] scores, int[] relevant, int[] others) {
    int[] hits = distinct(relevant);
    requireKnown(hits, scores.length);
    var counts = ScoreCounts.of(scores, hits);
    int[] all = Arrays.copyOf(others, others.length + hits.length);
    System.arraycopy(hits, 0, all, others.length, hits.length);
    int[] ranked = distinct(all);
    for (int item : ranked) {
      counts.add(scores[item], 1);
    }
    return new RelevantRanks(counts.ranks(), ranked.length);
  }

  /** All relevant items are unknown to the model, so none is found. */
  public static RelevantRanks ofMissing(int count, int rankedItems) {
    if (count < 1 || rankedItems < 0) {
      throw new IllegalArgumentException("at least one item must be relevant, but were " + count);
    }
    double[] ranks = new double[count];
    Arrays.fill(ranks, Double.POSITIVE_INFINITY);
    return new RelevantRanks(ranks, rankedItems);
  }

  /** Adds relevant items that the model does not know: they count as not found at any rank. */
  public RelevantRanks withMissing(int count) {
    double[] all = Arrays.copyOf(ranks, ranks.length + count);
    Arrays.fill(all, ranks.length, all.length, Double.POSITIVE_INFINITY);
    return new RelevantRanks(all, rankedItems);
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
    return new RelevantRanks(ranks, UNKNOWN);
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

  /**
   * Mean, over the relevant items, of the share of relevant items down to its rank, 0 for those
   * beyond k; divided by min(k, number of relevant items).
   */
  public double averagePrecisionAt(int k) {
    int hits = hits(k);
    double sum = 0;
    for (int i = 0; i < hits; i++) {
      sum += (i + 1) / ranks[i];
    }
    return sum / Math.min(k, ranks.length);
  }

  /**
   * Probability that a relevant item is ranked before one that is not, ties half. An item not found
   * is ranked behind all. 0.5 where there is nothing to compare with.
   *
   * @throws IllegalStateException if the ranks come from a finished list, which does not tell how
   *     many items there are
   */
  public double auc() {
    if (rankedItems == UNKNOWN) {
      throw new IllegalStateException("a finished list does not tell how many items were ranked");
    }
    int found = hits(Integer.MAX_VALUE);
    double others = rankedItems - found;
    if (others == 0) {
      return 0.5;
    }
    double before = 0;
    for (int i = 0; i < found; i++) {
      before += others - (ranks[i] - (i + 1));
    }
    return before / (others * ranks.length);
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

  private static int[] distinct(int[] items) {
    return items.length < 2 ? items : Arrays.stream(items).sorted().distinct().toArray();
  }

  private static void requireKnown(int[] relevant, int itemCount) {
    if (relevant.length == 0) {
      throw new IllegalArgumentException("at least one item must be relevant");
    }
    if (relevant[0] < 0 || relevant[relevant.length - 1] >= itemCount) {
      throw new IllegalArgumentException(
          "relevant items must be from 0 and below %d, but one was %d"
              .formatted(itemCount, relevant[0] < 0 ? relevant[0] : relevant[relevant.length - 1]));
    }
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
