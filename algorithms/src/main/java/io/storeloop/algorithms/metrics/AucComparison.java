package io.storeloop.algorithms.metrics;

import io.storeloop.algorithms.inference.ChiSquare;
import io.storeloop.algorithms.inference.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Whether one score ranks yes above no better than another on the same cases.
 *
 * <p>Sources: DeLong, DeLong and Clarke-Pearson, Comparing the Areas under Two or More Correlated
 * Receiver Operating Characteristic Curves, Biometrics 44 (1988); Sun and Xu, Fast Implementation
 * of DeLong's Algorithm, IEEE Signal Processing Letters 21 (2014): O(cases · log cases) by
 * mid-ranks.
 *
 * @param challenger AUC
 * @param incumbent AUC
 * @param interval of challenger minus incumbent, 95 %
 * @param pValue two-sided; 1 when both rank all cases alike
 */
public record AucComparison(double challenger, double incumbent, Interval interval, double pValue) {
  private static final double Z_95 = 1.959963984540054;

  /** Two scores whose difference varies less are one score. */
  private static final double LEAST_VARIANCE = 1e-18;

  /**
   * Compares.
   *
   * @param challenger one score per case, on any scale
   * @param incumbent one score per case
   * @throws IllegalArgumentException if lengths differ, not both yes and no are there, or a score
   *     is NaN
   */
  public static AucComparison between(double[] challenger, double[] incumbent, boolean[] labels) {
    double[][] one = placements(challenger, labels);
    double[][] other = placements(incumbent, labels);
    double difference = Bootstrap.mean(one[0]) - Bootstrap.mean(other[0]);
    double variance =
        varianceOfDifference(one[0], other[0]) + varianceOfDifference(one[1], other[1]);
    double half = Z_95 * Math.sqrt(variance);
    double pValue =
        variance < LEAST_VARIANCE ? 1 : ChiSquare.upperTail(difference * difference / variance, 1);
    return new AucComparison(
        Bootstrap.mean(one[0]),
        Bootstrap.mean(other[0]),
        new Interval(difference - half, difference + half),
        pValue);
  }

  /** Whether the challenger is better and chance would do as much in fewer than 5 % of cases. */
  public boolean better() {
    return challenger > incumbent && pValue < 0.05;
  }

  /** The probability that a yes scores above a no, ties half. */
  static double auc(double[] scores, boolean[] labels) {
    return Bootstrap.mean(placements(scores, labels)[0]);
  }

  /** For each yes the share of no below it; for each no the share of yes above it. */
  private static double[][] placements(double[] scores, boolean[] labels) {
    int yes = 0;
    for (boolean label : labels) {
      yes += label ? 1 : 0;
    }
    int no = labels.length - yes;
    if (scores.length != labels.length || yes == 0 || no == 0) {
      throw new IllegalArgumentException(
          "every case needs a score, and there must be yes and no, but there were %d scores, %d yes and %d no"
              .formatted(scores.length, yes, no));
    }
    if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("a score is not a number");
    }
    double[] ofAll = midRanks(scores, IntStream.range(0, labels.length).toArray());
    int[] yesCases = IntStream.range(0, labels.length).filter(i -> labels[i]).toArray();
    int[] noCases = IntStream.range(0, labels.length).filter(i -> !labels[i]).toArray();
    double[] amongYes = midRanks(scores, yesCases);
    double[] amongNo = midRanks(scores, noCases);
    double[][] placements = {new double[yes], new double[no]};
    for (int i = 0; i < yes; i++) {
      placements[0][i] = (ofAll[yesCases[i]] - amongYes[i]) / no;
    }
    for (int i = 0; i < no; i++) {
      placements[1][i] = 1 - (ofAll[noCases[i]] - amongNo[i]) / yes;
    }
    return placements;
  }

  /** Rank of each case among these, from 1, equal scores sharing the mean of their ranks. */
  private static double[] midRanks(double[] scores, int[] cases) {
    Integer[] order = IntStream.range(0, cases.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[cases[i]]));
    double[] ranks = new double[cases.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && scores[cases[order[to]]] == scores[cases[order[from]]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  /** Of a mean: the sample variance of the differences over their number; 0 of a single one. */
  private static double varianceOfDifference(double[] one, double[] other) {
    double[] differences = new double[one.length];
    Arrays.setAll(differences, i -> one[i] - other[i]);
    double mean = Bootstrap.mean(differences);
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    return one.length < 2 ? 0 : squares / (one.length - 1) / one.length;
  }
}
