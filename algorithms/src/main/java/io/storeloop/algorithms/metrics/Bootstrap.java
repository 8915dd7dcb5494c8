package io.storeloop.algorithms.metrics;

import io.storeloop.algorithms.inference.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How far a mean over users would move had other users come: the cases are drawn anew, with
 * replacement, many times.
 *
 * <p>Percentile intervals, O(resamples × cases × columns). Source: Efron and Tibshirani, An
 * Introduction to the Bootstrap, 1993, §13.3. The cases must be independent: pass one value per
 * user, not one per event of a user.
 */
public final class Bootstrap {
  private Bootstrap() {}

  /**
   * Estimates the mean of each column. All columns see the same draws, so that their intervals
   * belong together.
   *
   * @param columns columns × cases, at least one case
   * @throws IllegalArgumentException if there is no case, or columns differ in length
   */
  public static Estimate[] means(double[][] columns, BootstrapOptions options) {
    double[][] resampled = resampledMeans(columns, options);
    Estimate[] estimates = new Estimate[columns.length];
    for (int column = 0; column < columns.length; column++) {
      estimates[column] =
          new Estimate(mean(columns[column]), interval(resampled[column], options.confidence()));
    }
    return estimates;
  }

  /** Estimates one mean. */
  public static Estimate mean(double[] values, BootstrapOptions options) {
    return means(new double[][] {values}, options)[0];
  }

  /**
   * Estimates a figure that is computed from the means of several columns, such as F1.
   *
   * @param columns columns × cases, at least one case
   * @param figure of the means, one per column
   */
  public static Estimate of(
      double[][] columns, ToDoubleFunction<double[]> figure, BootstrapOptions options) {
    double[][] resampled = resampledMeans(columns, options);
    double[] figures = new double[options.resamples()];
    double[] means = new double[columns.length];
    for (int resample = 0; resample < figures.length; resample++) {
      for (int column = 0; column < means.length; column++) {
        means[column] = resampled[column][resample];
      }
      figures[resample] = figure.applyAsDouble(means);
    }
    for (int column = 0; column < means.length; column++) {
      means[column] = mean(columns[column]);
    }
    return new Estimate(figure.applyAsDouble(means), interval(figures, options.confidence()));
  }

  /** Columns × resamples. */
  static double[][] resampledMeans(double[][] columns, BootstrapOptions options) {
    int cases = columns.length == 0 ? 0 : columns[0].length;
    for (double[] column : columns) {
      if (column.length != cases || cases == 0) {
        throw new IllegalArgumentException(
            "every column needs the same cases, at least one, but one had %d and another %d"
                .formatted(cases, column.length));
      }
    }
    var random = new SplittableRandom(options.seed());
    double[][] means = new double[columns.length][options.resamples()];
    int[] times = new int[cases];
    for (int resample = 0; resample < options.resamples(); resample++) {
      Arrays.fill(times, 0);
      for (int draw = 0; draw < cases; draw++) {
        times[random.nextInt(cases)]++;
      }
      for (int column = 0; column < columns.length; column++) {
        means[column][resample] = weightedSum(columns[column], times) / cases;
      }
    }
    return means;
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  static Interval interval(double[] resampled, double confidence) {
    double[] sorted = resampled.clone();
    Arrays.sort(sorted);
    int outside = (int) Math.floor((1 - confidence) / 2 * sorted.length);
    return new Interval(sorted[outside], sorted[sorted.length - 1 - outside]);
  }

  private static double weightedSum(double[] values, int[] times) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += times[i] * values[i];
    }
    return sum;
  }
}
