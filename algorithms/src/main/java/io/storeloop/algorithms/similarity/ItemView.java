package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * The interactions seen from the items: for every item its cells, users ascending, and what the
 * kernel needs per user and per item. Only the latest {@code maxUserItems} cells of a user take
 * part, here and in the popularities.
 */
final class ItemView {
  final int[] starts;
  final int[] cells;
  final int[] users;
  final int[] rowFrom;
  final int[] rowTo;
  final double[] userFactors;
  final double[] sourceScales;
  final double[] targetScales;
  final boolean unitWeights;

  ItemView(InteractionMatrix matrix, CooccurrenceOptions options) {
    int userCount = matrix.userCount();
    rowFrom = new int[userCount];
    rowTo = new int[userCount];
    userFactors = new double[userCount];
    for (int user = 0; user < userCount; user++) {
      rowTo[user] = matrix.rowEnd(user);
      rowFrom[user] = Math.max(matrix.rowStart(user), rowTo[user] - options.maxUserItems());
      userFactors[user] =
          Math.pow(Math.max(1, rowTo[user] - rowFrom[user]), -options.userDamping());
    }
    starts = startsByItem(matrix);
    cells = new int[starts[matrix.itemCount()]];
    users = new int[cells.length];
    fill(matrix);
    double[] popularities = popularities(matrix);
    sourceScales = powers(popularities, options.sourceExponent());
    targetScales = powers(popularities, options.targetExponent());
    unitWeights = haveUnitWeight(matrix);
  }

  private int[] startsByItem(InteractionMatrix matrix) {
    int[] result = new int[matrix.itemCount() + 1];
    for (int user = 0; user < rowFrom.length; user++) {
      for (int cell = rowFrom[user]; cell < rowTo[user]; cell++) {
        result[matrix.item(cell) + 1]++;
      }
    }
    for (int item = 0; item < matrix.itemCount(); item++) {
      result[item + 1] += result[item];
    }
    return result;
  }

  private void fill(InteractionMatrix matrix) {
    int[] next = Arrays.copyOf(starts, matrix.itemCount());
    for (int user = 0; user < rowFrom.length; user++) {
      for (int cell = rowFrom[user]; cell < rowTo[user]; cell++) {
        int at = next[matrix.item(cell)]++;
        cells[at] = cell;
        users[at] = user;
      }
    }
  }

  /** Sum of squared weights per item: the number of its users where every weight is 1. */
  private double[] popularities(InteractionMatrix matrix) {
    double[] result = new double[matrix.itemCount()];
    for (int item = 0; item < result.length; item++) {
      for (int at = starts[item]; at < starts[item + 1]; at++) {
        double weight = matrix.weight(cells[at]);
        result[item] += weight * weight;
      }
    }
    return result;
  }

  private static double[] powers(double[] values, double exponent) {
    return Arrays.stream(values).map(value -> value == 0 ? 1 : Math.pow(value, exponent)).toArray();
  }

  private static boolean haveUnitWeight(InteractionMatrix matrix) {
    for (float weight : matrix.weights()) {
      if (weight != 1) {
        return false;
      }
    }
    return true;
  }
}
