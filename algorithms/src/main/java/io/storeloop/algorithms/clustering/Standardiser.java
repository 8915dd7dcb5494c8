package io.storeloop.algorithms.clustering;

import java.util.Arrays;

/**
 * Brings columns to one scale, so that none decides a distance by its unit: log(1 + value / unit)
 * of heavy-tailed columns, then minus the mean, divided by the standard deviation. The unit is 1,
 * or less of a column of small numbers, see {@link #unit}.
 *
 * <p>A cell that is {@code NaN} is absent: it does not take part in fitting and becomes 0, the
 * column's mean, so that it pulls in no direction. A column without spread becomes 0 everywhere.
 * Immutable; fitted once, applied to any rows.
 */
public final class Standardiser {
  private static final double LOW = 0.1;

  private final boolean[] heavyTailed;
  private final double[] units;
  private final double[] means;
  private final double[] deviations;

  private Standardiser(boolean[] heavyTailed, double[] units, double[] means, double[] deviations) {
    this.heavyTailed = heavyTailed;
    this.units = units;
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * Learns unit, mean and standard deviation (divided by n) per column. Time O(rows × columns), and
   * that of sorting each heavy-tailed column.
   *
   * @param rows rows × columns, at least one row; finite or {@code NaN}
   * @param heavyTailed one per column: whether the logarithm is taken first, for counts and sums of
   *     money; such a column holds no value below 0
   * @throws IllegalArgumentException if one of these does not hold
   */
  public static Standardiser fit(double[][] rows, boolean[] heavyTailed) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("at least one row is needed to fit");
    }
    int columns = heavyTailed.length;
    double[] units = new double[columns];
    double[] means = new double[columns];
    double[] deviations = new double[columns];
    for (double[] row : rows) {
      requireRow(row, heavyTailed);
    }
    for (int column = 0; column < columns; column++) {
      double[] values = column(rows, column);
      units[column] = heavyTailed[column] ? unit(values) : 1;
      for (int i = 0; i < values.length; i++) {
        values[i] = scaled(values[i], heavyTailed[column], units[column]);
      }
      means[column] = mean(values);
      deviations[column] = deviation(values, means[column]);
    }
    return new Standardiser(heavyTailed.clone(), units, means, deviations);
  }

  /**
   * What counts as one in a heavy-tailed column: 1, or less where the values are small: the
   * positive value that one in ten positive ones does not exceed. Otherwise the logarithm would do
   * nothing to money in millions. Of large numbers it differs by a constant from unit to unit, so
   * those keep 1.
   *
   * @param values {@code NaN} for absent ones
   */
  public static double unit(double[] values) {
    double[] positive = Arrays.stream(values).filter(value -> value > 0).sorted().toArray();
    return positive.length == 0 ? 1 : Math.min(1, positive[(int) (LOW * (positive.length - 1))]);
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
      double value = scaled(row[column], heavyTailed[column], units[column]);
      boolean tellsNothing = Double.isNaN(value) || deviations[column] == 0;
      result[column] = tellsNothing ? 0 : (value - means[column]) / deviations[column];
    }
    return result;
  }

  /**
   * A row, such as a centroid, back in the units of its columns. A mean of logarithms comes back as
   * a geometric mean (of the unit + value, less the unit).
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
      result[column] = heavyTailed[column] ? units[column] * Math.expm1(value) : value;
    }
    return result;
  }

  public int columnCount() {
    return means.length;
  }

  /** One per column, 1 for a column without a long tail. */
  public double[] units() {
    return units.clone();
  }

  /** One per column, of logarithms where the tail is long. */
  public double[] means() {
    return means.clone();
  }

  /** One per column, 0 for a column that tells nothing. */
  public double[] deviations() {
    return deviations.clone();
  }

  /** Without absent cells. */
  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows)
        .mapToDouble(row -> row[column])
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  private static double deviation(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = values.length == 0 ? 0 : Math.sqrt(squares / values.length);
    return deviation <= rounding(mean) ? 0 : deviation;
  }

  /** What equal values may seem to differ by once their mean has been rounded. */
  private static double rounding(double mean) {
    return 1e-12 * Math.abs(mean);
  }

  private static double scaled(double value, boolean heavyTailed, double unit) {
    return heavyTailed ? Math.log1p(value / unit) : value;
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
