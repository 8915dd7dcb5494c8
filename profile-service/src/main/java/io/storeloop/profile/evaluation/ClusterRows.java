package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.clustering.Standardiser;
import io.storeloop.profile.grouping.Column;
import io.storeloop.profile.grouping.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What is to be grouped, in an order that says nothing about the rows.
 *
 * @param kind what a row is: customers, rows
 * @param ids one per row
 * @param values rows × columns; {@code NaN} for a missing value
 * @param placed the same on one scale, missing values in the middle
 * @param labels one per row, to compare groups with; null without
 * @param notes what was left out, and why
 */
@SuppressWarnings("ArrayRecordComponent") // rows of numbers, compared by nobody
record ClusterRows(
    String kind,
    List<Column> columns,
    List<String> ids,
    double[][] values,
    Scaling scaling,
    double[][] placed,
    int @Nullable [] labels,
    List<String> notes) {

  /** What the rows of a transaction log become. */
  static final String CUSTOMERS = "customers";

  private static final double LONG_TAIL = 1;

  /** Puts rows on one scale and shuffles them. */
  static ClusterRows of(
      String kind,
      List<Column> columns,
      List<String> ids,
      double[][] values,
      Scaling scaling,
      int @Nullable [] labels,
      List<String> notes,
      long seed) {
    List<Integer> order = new ArrayList<>();
    for (int row = 0; row < values.length; row++) {
      order.add(row);
    }
    Collections.shuffle(order, new Random(seed));
    double[][] shuffled = order.stream().map(row -> values[row]).toArray(double[][]::new);
    return new ClusterRows(
        kind,
        columns,
        order.stream().map(ids::get).toList(),
        shuffled,
        scaling,
        scaling.place(shuffled),
        labels == null ? null : order.stream().mapToInt(row -> labels[row]).toArray(),
        notes);
  }

  /** Whether the logarithm makes a column more even: never below 0, and with a long upper tail. */
  static boolean isHeavyTailed(double[][] values, int column) {
    double[] present =
        Arrays.stream(values)
            .mapToDouble(row -> row[column])
            .filter(value -> !Double.isNaN(value))
            .toArray();
    if (present.length == 0 || Arrays.stream(present).min().orElse(-1) < 0) {
      return false;
    }
    double skewness = skewness(present);
    double unit = Standardiser.unit(present);
    double ofLogarithm =
        skewness(Arrays.stream(present).map(value -> Math.log1p(value / unit)).toArray());
    return skewness > LONG_TAIL && Math.abs(ofLogarithm) < skewness;
  }

  private static double skewness(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double cubes = Arrays.stream(values).map(v -> (v - mean) * (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / values.length);
    return deviation == 0 ? 0 : cubes / values.length / Math.pow(deviation, 3);
  }

  /** Whether the rows are customers of a transaction log. */
  boolean isOfShoppers() {
    return kind.equals(CUSTOMERS);
  }

  int count() {
    return values.length;
  }
}
