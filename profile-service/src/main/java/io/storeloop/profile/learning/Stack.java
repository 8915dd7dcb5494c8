package io.storeloop.profile.learning;

import io.storeloop.algorithms.ranking.LogisticRegression;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Log odds as a weighted sum of what several models say, learned from what they said of rows they
 * had not seen; no weight is negative.
 *
 * <p>Source: Wolpert, Stacked Generalization, Neural Networks 5 (1992); the non-negative weights:
 * Breiman, Stacked Regressions, Machine Learning 24 (1996). A model whose weight would be negative
 * is left out and the others are weighed again.
 *
 * @param weights by model, 0 or more
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to be stored, compared by nobody
public record Stack(double[] weights, double offset) {
  private static final double L2 = 1e-3;

  /**
   * Learns.
   *
   * @param margins models × cases
   * @param allowed which models may have a weight
   */
  static Stack fit(double[][] margins, boolean[] labels, int[] allowed) {
    int[] kept = allowed;
    while (true) {
      LogisticRegression.Parameters fitted = fitted(margins, labels, kept);
      int[] positive =
          IntStream.range(0, kept.length).filter(i -> fitted.weights()[i] >= 0).toArray();
      if (positive.length == kept.length || positive.length == 0) {
        return of(fitted, kept, positive.length, margins.length);
      }
      int[] before = kept;
      kept = Arrays.stream(positive).map(i -> before[i]).toArray();
    }
  }

  private static LogisticRegression.Parameters fitted(
      double[][] margins, boolean[] labels, int[] kept) {
    float[] rows = new float[labels.length * kept.length];
    for (int row = 0; row < labels.length; row++) {
      for (int i = 0; i < kept.length; i++) {
        rows[row * kept.length + i] = (float) margins[kept[i]][row];
      }
    }
    return LogisticRegression.fit(rows, kept.length, labels, L2).parameters();
  }

  private static Stack of(
      LogisticRegression.Parameters fitted, int[] kept, int positive, int models) {
    double[] weights = new double[models];
    double offset = fitted.weights()[kept.length];
    for (int i = 0; i < kept.length && positive > 0; i++) {
      weights[kept[i]] = fitted.weights()[i] * fitted.scales()[i];
      offset -= weights[kept[i]] * fitted.means()[i];
    }
    return new Stack(weights, offset);
  }

  /** The log odds of one case, from what each model says. */
  double margin(double[][] margins, int row) {
    double margin = offset;
    for (int model = 0; model < weights.length; model++) {
      margin += weights[model] == 0 ? 0 : weights[model] * margins[model][row];
    }
    return margin;
  }

  double[] margins(double[][] margins) {
    double[] sums = new double[margins[0].length];
    Arrays.setAll(sums, row -> margin(margins, row));
    return sums;
  }
}
