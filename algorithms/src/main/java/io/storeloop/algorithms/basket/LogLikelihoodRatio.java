package io.storeloop.algorithms.basket;

import io.storeloop.algorithms.inference.ChiSquare;

/**
 * Dunning's log-likelihood ratio G² of a two-by-two table: how badly independence explains the
 * counts. Trustworthy for small counts, where Pearson's chi-square is not.
 *
 * <pre>
 * G² = 2 Σ observed · ln(observed / expected),  expected = row sum · column sum / total
 * </pre>
 *
 * <p>Source: Dunning, Accurate Methods for the Statistics of Surprise and Coincidence,
 * Computational Linguistics 19 (1993).
 */
public final class LogLikelihoodRatio {
  private LogLikelihoodRatio() {}

  /**
   * G² of two items, 0 or more; 0 if they meet exactly as often as by chance.
   *
   * @param together baskets with both
   * @param one baskets with the first, {@code together} or more
   * @param other baskets with the second, {@code together} or more
   * @param total all baskets, {@code one + other - together} or more
   * @throws IllegalArgumentException if these counts cannot be
   */
  public static double of(long together, long one, long other, long total) {
    if (together < 0 || one < together || other < together || total < one + other - together) {
      throw new IllegalArgumentException(
          "counts of two items cannot be together %d, %d and %d, of %d"
              .formatted(together, one, other, total));
    }
    double sum =
        part(together, one, other, total)
            + part(one - together, one, total - other, total)
            + part(other - together, total - one, other, total)
            + part(total - one - other + together, total - one, total - other, total);
    return Math.max(0, 2 * sum);
  }

  /** Probability of a G² of at least this, if the items were independent; approximate. */
  public static double pValue(double ratio) {
    return ChiSquare.upperTail(ratio, 1);
  }

  private static double part(long observed, long row, long column, long total) {
    return observed == 0
        ? 0
        : observed * Math.log((double) observed * total / ((double) row * column));
  }
}
