package io.storeloop.algorithms.similarity;

import io.storeloop.algorithms.workers.BlockWorkers;
import java.util.Arrays;

/**
 * Inverts a symmetric positive definite matrix in place, given as its lower triangle: row i holds
 * the columns 0 to i.
 *
 * <p>The sweep operator, {@link #PIVOTS} columns at a time: with K the pivots and D the inverse of
 * their square, A_IJ becomes A_IJ - A_IK D A_KJ, A_IK becomes A_IK D and A_KK becomes -D; after all
 * columns the matrix is minus its inverse. It stays symmetric all the way, so half the work is
 * saved, n³/2 multiplications, nearly all of them in one loop over contiguous floats that the
 * compiler vectorises. Without pivoting, which a positive definite matrix does not need.
 *
 * <p>Deterministic for any number of threads: each row is updated by one thread, in a fixed order.
 *
 * <p>Source: Goodnight, A Tutorial on the SWEEP Operator, The American Statistician 33 (1979).
 */
final class SymmetricInverse {
  /** Columns swept together: their panel of a few thousand columns stays in the cache. */
  private static final int PIVOTS = 64;

  /** Columns updated together, so that a tile of the panel is reused for many rows. */
  private static final int TILE = 1024;

  private static final int ROWS_PER_BLOCK = 64;

  private final float[][] lower;
  private final float[][] panel;
  private final float[][] scaled;

  private SymmetricInverse(float[][] lower) {
    this.lower = lower;
    this.panel = new float[PIVOTS][lower.length];
    this.scaled = new float[PIVOTS][lower.length];
  }

  /**
   * Replaces the lower triangle by that of the inverse.
   *
   * @throws IllegalArgumentException if the matrix is not positive definite
   * @throws InterruptedException if interrupted; the matrix is then spoilt
   */
  static void invert(float[][] lower, BlockWorkers workers) throws InterruptedException {
    var inverse = new SymmetricInverse(lower);
    for (int first = 0; first < lower.length; first += PIVOTS) {
      inverse.sweep(first, Math.min(lower.length, first + PIVOTS), workers);
    }
    for (float[] row : lower) {
      for (int column = 0; column < row.length; column++) {
        row[column] = -row[column];
      }
    }
  }

  private void sweep(int first, int end, BlockWorkers workers) throws InterruptedException {
    double[][] pivots = invertedPivots(first, end);
    copyPanel(first, end);
    workers.run(end - first, 1, (from, to) -> scalePanel(pivots, from, to));
    workers.run(lower.length, ROWS_PER_BLOCK, (from, to) -> update(first, end, from, to));
    writePivots(pivots, first, end);
  }

  private double[][] invertedPivots(int first, int end) {
    int size = end - first;
    double[][] square = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        square[i][j] = lower[first + i][first + j];
        square[j][i] = square[i][j];
      }
    }
    for (int k = 0; k < size; k++) {
      sweepOne(square, k);
    }
    for (double[] row : square) {
      for (int j = 0; j < size; j++) {
        row[j] = -row[j];
      }
    }
    return square;
  }

  private static void sweepOne(double[][] square, int k) {
    double pivot = square[k][k];
    if (!(pivot > 0)) {
      throw new IllegalArgumentException("the matrix is not positive definite");
    }
    for (int i = 0; i < square.length; i++) {
      double factor = square[i][k] / pivot;
      for (int j = 0; j < square.length && i != k; j++) {
        square[i][j] -= j == k ? 0 : factor * square[k][j];
      }
    }
    for (int i = 0; i < square.length; i++) {
      square[i][k] /= pivot;
      square[k][i] = square[i][k];
    }
    square[k][k] = -1 / pivot;
  }

  /** Rows of the pivots over all columns, 0 where a pivot meets a pivot. */
  private void copyPanel(int first, int end) {
    for (int k = first; k < end; k++) {
      float[] row = panel[k - first];
      System.arraycopy(lower[k], 0, row, 0, first);
      for (int column = first; column < end; column++) {
        row[column] = 0;
      }
      for (int column = end; column < lower.length; column++) {
        row[column] = lower[column][k];
      }
    }
  }

  private void scalePanel(double[][] pivots, int from, int to) {
    for (int k = from; k < to; k++) {
      float[] result = scaled[k];
      Arrays.fill(result, 0);
      for (int other = 0; other < pivots.length; other++) {
        float factor = (float) pivots[k][other];
        float[] row = panel[other];
        for (int column = 0; column < result.length; column++) {
          result[column] += factor * row[column];
        }
      }
    }
  }

  private void update(int first, int end, int from, int to) {
    for (int tile = 0; tile < to; tile += TILE) {
      for (int row = Math.max(from, tile); row < to; row++) {
        if (row < first || row >= end) {
          subtract(row, tile, Math.min(row + 1, tile + TILE), end - first);
        }
      }
    }
    for (int row = Math.max(from, end); row < to; row++) {
      for (int k = first; k < end; k++) {
        lower[row][k] = scaled[k - first][row];
      }
    }
  }

  /** Eight pivots in one pass: one load and store of the row for eight multiplications. */
  private void subtract(int row, int from, int to, int size) {
    float[] target = lower[row];
    int k = 0;
    for (; k + 8 <= size; k += 8) {
      float f0 = scaled[k][row];
      float f1 = scaled[k + 1][row];
      float f2 = scaled[k + 2][row];
      float f3 = scaled[k + 3][row];
      float f4 = scaled[k + 4][row];
      float f5 = scaled[k + 5][row];
      float f6 = scaled[k + 6][row];
      float f7 = scaled[k + 7][row];
      float[] p0 = panel[k];
      float[] p1 = panel[k + 1];
      float[] p2 = panel[k + 2];
      float[] p3 = panel[k + 3];
      float[] p4 = panel[k + 4];
      float[] p5 = panel[k + 5];
      float[] p6 = panel[k + 6];
      float[] p7 = panel[k + 7];
      for (int j = from; j < to; j++) {
        target[j] -=
            ((f0 * p0[j] + f1 * p1[j]) + (f2 * p2[j] + f3 * p3[j]))
                + ((f4 * p4[j] + f5 * p5[j]) + (f6 * p6[j] + f7 * p7[j]));
      }
    }
    for (; k < size; k++) {
      float factor = scaled[k][row];
      float[] source = panel[k];
      for (int j = from; j < to; j++) {
        target[j] -= factor * source[j];
      }
    }
  }

  private void writePivots(double[][] pivots, int first, int end) {
    for (int k = first; k < end; k++) {
      System.arraycopy(scaled[k - first], 0, lower[k], 0, first);
      for (int column = first; column <= k; column++) {
        lower[k][column] = (float) -pivots[k - first][column - first];
      }
    }
  }
}
