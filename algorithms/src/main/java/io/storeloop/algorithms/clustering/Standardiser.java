package io.storeloop.algorithms.clustering;

/**
 * Brings columns to one scale, so that none decides a distance by its unit: the logarithm of
 * heavy-tailed columns, then minus the mean, divided by the standard deviation.
 *
 * <p>A cell that is {@code NaN} is absent: it does not take part in fitting and becomes 0, the
 * column's mean, so that it pulls in no direction. A column without spread becomes 0 everywhere.
 * Immutable; fitted once, applied to any rows.
 */
public final class Standardiser {
  private final boolean[] heavyTailed;
  private final double[] means;
  private final double[] deviations;

  private Standardiser(boolean[] heavyTailed, double[] means, double[] deviations) {
    this.heavyTailed = heavyTailed;
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * Learns mean and standard deviation (divided by n) per column. Time O(rows × columns).
   *
   * @param rows rows × columns, at least one row; finite or {@code NaN}
   * @param heavyTailed one per column: whether log(1 + value) is taken first, for counts and sums
   *     of money; such a column holds no value below 0
   * @throws IllegalArgumentException if one of these does not hold
   */
  public static Standardiser fit(double[][] rows, boolean[] heavyTailed) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("at least one row is needed to fit");
    }
    int columns = heavyTailed.length;
    double[] means = new double[columns];
    double[] deviations = new double[columns];
    for (double[] row : rows) {
      requireRow(row, heavyTailed);
    }
    for (int column = 0; column < columns; column++) {
      means[column] = mean(rows, column, heavyTailed[column]);
      deviations[column] = deviation(rows, column, heavyTailed[column], means[column]);
    }
    return new Standardiser(heavyTailed.clone(), means, deviations);
  }

  /**
   * The rows on the common scale: new rows × columns, every cell finite.
   *
   * @throws IllegalArgumentException if a row has another number of columns, an infinite cell, or
   *     one below 0 in a heavy-tailed column
   */
  public double[][] transform(double[][] rows) {
    double[][] result = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      result[i] = transform(rows[i]);
    }
    return result;
  }

  /** As {@link #transform(double[][])}, of one row. */
  public double[] transform(double[] row) {
    requireRow(row, heavyTailed);
    double[] result = new double[row.length];
    for (int column = 0; column < row.length; column++) {
      double value = scaled(row[column], heavyTailed[column]);
      boolean tellsNothing = Double.isNaN(value) || deviations[column] == 0;
      result[column] = tellsNothing ? 0 : (value - means[column]) / deviations[column];
    }
    return result;
  }

  /**
   * A row, such as a centroid, back in the units of its columns. A mean of logarithms comes back as
   * a geometric mean (of 1 + value, less 1).
   *
   * @throws IllegalArgumentException if the row has another number of columns
   */
  public double[] restore(double[] standardised) {
    if (standardised.length != means.length) {
      throw new IllegalArgumentException(
          "a row needs %d columns, but had %d".formatted(means.length, standardised.length));
    }
    double[] result = new double[standardised.length];
    for (int column = 0; column < result.length; column++) {
      double value = standardised[column] * deviations[column] + means[column];
      result[column] = heavyTailed[column] ? Math.expm1(value) : value;
    }
    return result;
  }

  public int columnCount() {
    return means.length;
  }

  private static double mean(double[][] rows, int column, boolean heavyTailed) {
    double sum = 0;
    int present = 0;
    for (double[] row : rows) {
      double value = scaled(row[column], heavyTailed);
      if (!Double.isNaN(value)) {
        sum += value;
        present++;
      }
    }
    return present == 0 ? 0 : sum / present;
  }

  private static double deviation(double[][] rows, int column, boolean heavyTailed, double mean) {
    double squares = 0;
    int present = 0;
    for (double[] row : rows) {
      double value = scaled(row[column], heavyTailed);
      if (!Double.isNaN(value)) {
        squares += (value - mean) * (value - mean);
        present++;
      }
    }
    double deviation = present == 0 ? 0 : Math.sqrt(squares / present);
    return deviation <= rounding(mean) ? 0 : deviation;
  }

  /** What equal values may seem to differ by once their mean has been rounded. */
  private static double rounding(double mean) {
    return 1e-12 * Math.abs(mean);
  }

  private static double scaled(double value, boolean heavyTailed) {
    return heavyTailed ? Math.log1p(value) : value;
  }

  private static void requireRow(double[] row, boolean[] heavyTailed) {
    if (row.length != heavyTailed.length) {
      throw new IllegalArgumentException(
          "a row needs %d columns, but had %d".formatted(heavyTailed.length, row.length));
    }
    for (int column = 0; column < row.length; column++) {
      if (Double.isInfinite(row[column]) || (heavyTailed[column] && row[column] < 0)) {
        throw new IllegalArgumentException(
            "column %d must be finite%s, but was %s"
                .formatted(column, heavyTailed[column] ? " and 0 or more" : "", row[column]));
      }
    }
  }
}
