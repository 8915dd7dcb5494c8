package io.storeloop.profile.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How far forecasts and what came are apart; arrays have one entry per customer. */
final class ForecastFigures {
  private static final int GROUPS = 10;

  private ForecastFigures() {}

  static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  /** Mean of |forecast - actual|. */
  static double meanError(double[] forecast, double[] actual) {
    double sum = 0;
    for (int i = 0; i < forecast.length; i++) {
      sum += Math.abs(forecast[i] - actual[i]);
    }
    return sum / forecast.length;
  }

  /** Root of the mean of squares of forecast - actual. */
  static double rootMeanSquare(double[] forecast, double[] actual) {
    double sum = 0;
    for (int i = 0; i < forecast.length; i++) {
      sum += (forecast[i] - actual[i]) * (forecast[i] - actual[i]);
    }
    return Math.sqrt(sum / forecast.length);
  }

  /** Pearson's; NaN where one of them is constant. */
  static double correlation(double[] forecast, double[] actual) {
    double meanForecast = sum(forecast) / forecast.length;
    double meanActual = sum(actual) / actual.length;
    double product = 0;
    double squares = 0;
    double actualSquares = 0;
    for (int i = 0; i < forecast.length; i++) {
      double one = forecast[i] - meanForecast;
      double other = actual[i] - meanActual;
      product += one * other;
      squares += one * one;
      actualSquares += other * other;
    }
    return product / Math.sqrt(squares * actualSquares);
  }

  /** Share of what came that the tenth with the highest scores has; ties to the lower index. */
  static double topDecileShare(double[] scores, double[] actual) {
    int[] order = order(scores);
    int top = (order.length + GROUPS - 1) / GROUPS;
    double sum = 0;
    for (int i = order.length - top; i < order.length; i++) {
      sum += actual[order[i]];
    }
    return sum / sum(actual);
  }

  /**
   * Groups of equal size by forecast, the lowest first.
   *
   * @return ten rows of mean forecast and mean actual, fewer for fewer customers
   */
  static double[][] calibration(double[] forecast, double[] actual) {
    int[] order = order(forecast);
    int groups = Math.min(GROUPS, order.length);
    double[][] rows = new double[groups][2];
    for (int group = 0; group < groups; group++) {
      int from = (int) ((long) order.length * group / groups);
      int to = (int) ((long) order.length * (group + 1) / groups);
      for (int i = from; i < to; i++) {
        rows[group][0] += forecast[order[i]] / (to - from);
        rows[group][1] += actual[order[i]] / (to - from);
      }
    }
    return rows;
  }

  /** Mean distance of forecast and actual over the groups of {@link #calibration}. */
  static double calibrationError(double[] forecast, double[] actual) {
    double[][] rows = calibration(forecast, actual);
    return Arrays.stream(rows)
        .mapToDouble(row -> Math.abs(row[0] - row[1]))
        .average()
        .orElseThrow();
  }

  /** Lowest score first, of equal ones the higher index. */
  private static int[] order(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> scores[i])
                .thenComparing(Comparator.reverseOrder()))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
