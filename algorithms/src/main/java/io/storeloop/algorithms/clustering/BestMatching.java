package io.storeloop.algorithms.clustering;

import java.util.Arrays;

/** Pairs rows with columns so that the sum of what the pairs are worth is largest. */
public final class BestMatching {
  private static final int NONE = -1;

  private BestMatching() {}

  /**
   * The column of each row, each column at most once; -1 for a row that is left over because there
   * are fewer columns. Of matchings of the same worth one is taken, the same on every run. Time
   * O(n³), n the larger side.
   *
   * <p>Source: Kuhn, The Hungarian Method for the Assignment Problem, Naval Research Logistics
   * Quarterly 2 (1955), in the form with shortest augmenting paths of Jonker and Volgenant,
   * Computing 38 (1987); rows or columns that are missing are worth 0.
   *
   * @param worth rows × columns, finite, all rows of one length
   * @throws IllegalArgumentException if the rows differ in length or a cell is not finite
   */
  public static int[] of(double[][] worth) {
    int rows = worth.length;
    int columns = rows == 0 ? 0 : worth[0].length;
    requireTable(worth, columns);
    int size = Math.max(rows, columns);
    int[] rowOf = assign(worth, rows, columns, size);
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, NONE);
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] <= rows) {
        columnOf[rowOf[column] - 1] = column - 1;
      }
    }
    return columnOf;
  }

  /** Row of each column, both counted from 1. */
  private static int[] assign(double[][] worth, int rows, int columns, int size) {
    double[] rowPrice = new double[size + 1];
    double[] columnPrice = new double[size + 1];
    int[] rowOf = new int[size + 1];
    for (int row = 1; row <= size; row++) {
      double[] least = new double[size + 1];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      int[] before = new int[size + 1];
      boolean[] seen = new boolean[size + 1];
      rowOf[0] = row;
      int column = 0;
      do {
        seen[column] = true;
        int from = rowOf[column];
        double step = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int to = 1; to <= size; to++) {
          if (!seen[to]) {
            double cost = cost(worth, rows, columns, from, to) - rowPrice[from] - columnPrice[to];
            if (cost < least[to]) {
              least[to] = cost;
              before[to] = column;
            }
            if (least[to] < step) {
              step = least[to];
              next = to;
            }
          }
        }
        for (int to = 0; to <= size; to++) {
          if (seen[to]) {
            rowPrice[rowOf[to]] += step;
            columnPrice[to] -= step;
          } else {
            least[to] -= step;
          }
        }
        column = next;
      } while (rowOf[column] != 0);
      for (int back = column; back != 0; back = before[back]) {
        rowOf[back] = rowOf[before[back]];
      }
    }
    return rowOf;
  }

  private static double cost(double[][] worth, int rows, int columns, int row, int column) {
    return row > rows || column > columns ? 0 : -worth[row - 1][column - 1];
  }

  private static void requireTable(double[][] worth, int columns) {
    for (double[] row : worth) {
      if (row.length != columns || !Arrays.stream(row).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "every row needs %d finite cells, but one was %s"
                .formatted(columns, Arrays.toString(row)));
      }
    }
  }
}
