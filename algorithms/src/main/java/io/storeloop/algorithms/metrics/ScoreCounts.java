package io.storeloop.algorithms.metrics;

import java.util.Arrays;

/** How many items are scored better than, and equal to, each of a few scores. */
final class ScoreCounts {
  /** Distinct, ascending. */
  private final double[] levels;

  /** Relevant items of each level. */
  private final int[] hits;

  /** Scores of each level, and those between a level and the next. */
  private final int[] equal;

  private final int[] above;

  private ScoreCounts(double[] levels, int[] hits) {
    this.levels = levels;
    this.hits = hits;
    this.equal = new int[levels.length];
    this.above = new int[levels.length];
  }

  /**
   * For the scores of the given items.
   *
   * @param items distinct
   */
  static ScoreCounts of(double[] scores, int[] items) {
    double[] sorted = new double[items.length];
    for (int i = 0; i < items.length; i++) {
      sorted[i] = comparable(scores[items[i]]);
    }
    Arrays.sort(sorted);
    int[] hits = new int[sorted.length];
    int count = 0;
    for (double score : sorted) {
      count += count == 0 || sorted[count - 1] != score ? 1 : 0;
      sorted[count - 1] = score;
      hits[count - 1]++;
    }
    return new ScoreCounts(Arrays.copyOf(sorted, count), hits);
  }

  /** Counts a score in, or by -1 out again. */
  void add(double raw, int amount) {
    double score = comparable(raw);
    if (score < levels[0]) {
      return;
    }
    int place = levels.length == 1 || score == levels[0] ? 0 : place(score);
    if (levels[place] == score) {
      equal[place] += amount;
    } else {
      above[place] += amount;
    }
  }

  /**
   * The ranks of the items asked for, best first; all of them must have been counted. Several of
   * one level take the mean ranks of the first, second, … of them in a random order of the level.
   */
  double[] ranks() {
    double[] ranks = new double[Arrays.stream(hits).sum()];
    int done = 0;
    int better = 0;
    for (int level = levels.length - 1; level >= 0; level--) {
      better += above[level];
      for (int i = 1; i <= hits[level]; i++) {
        ranks[done++] = better + i * (equal[level] + 1.0) / (hits[level] + 1.0);
      }
      better += equal[level];
    }
    return ranks;
  }

  private int place(double score) {
    int place = Arrays.binarySearch(levels, score);
    return place >= 0 ? place : -place - 2;
  }

  /** Without NaN, worse than every number, and without -0, which binary search tells from 0. */
  private static double comparable(double score) {
    return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score + 0.0;
  }
}
