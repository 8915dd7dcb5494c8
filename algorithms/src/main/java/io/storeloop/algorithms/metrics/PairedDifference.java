package io.storeloop.algorithms.metrics;

import io.storeloop.algorithms.inference.Interval;

/**
 * By how much one model is better than another for the same users, and whether that could be
 * chance.
 *
 * @param difference mean of challenger minus incumbent
 * @param interval of the difference, by bootstrap over users
 * @param pValue share of the resamples in which the challenger is not better, one-sided: (1 + them)
 *     / (1 + resamples), so never 0
 */
public record PairedDifference(double difference, Interval interval, double pValue) {
  /**
   * Compares two models user by user, which removes what is hard or easy for both.
   *
   * @param challenger one value of a metric per user
   * @param incumbent the same metric for the same users, in the same order
   * @throws IllegalArgumentException if the lengths differ or there is no user
   */
  public static PairedDifference between(
      double[] challenger, double[] incumbent, BootstrapOptions options) {
    if (challenger.length != incumbent.length) {
      throw new IllegalArgumentException(
          "both models must be judged by the same users, but were by %d and %d"
              .formatted(challenger.length, incumbent.length));
    }
    double[] differences = new double[challenger.length];
    for (int user = 0; user < differences.length; user++) {
      differences[user] = challenger[user] - incumbent[user];
    }
    double[] resampled = Bootstrap.resampledMeans(new double[][] {differences}, options)[0];
    int notBetter = 0;
    for (double mean : resampled) {
      notBetter += mean <= 0 ? 1 : 0;
    }
    return new PairedDifference(
        Bootstrap.mean(differences),
        Bootstrap.interval(resampled, options.confidence()),
        (1.0 + notBetter) / (1.0 + resampled.length));
  }

  /** Whether the challenger is better beyond chance: the whole interval lies above 0. */
  public boolean better() {
    return interval.lower() > 0;
  }
}
