package io.storeloop.recommendation.evaluation.judge;

import io.storeloop.algorithms.metrics.RelevantRanks;
import java.util.Arrays;
import java.util.List;

/**
 * What a model answered.
 *
 * @param ranks of the relevant items, case by case
 * @param shown cases × list length: the list, shorter where the ranking is
 * @param nanos cases: how long scoring all items and choosing the list took
 * @param seconds for all cases together, on all threads
 */
public record Judgement(List<RelevantRanks> ranks, int[][] shown, long[] nanos, double seconds) {
  private static final double MICROS = 1e3;

  /** The given share of the answers took at most so many microseconds. */
  public double micros(double share) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))]
        / MICROS;
  }
}
