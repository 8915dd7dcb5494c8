package io.storeloop.algorithms.similarity;

import java.util.Arrays;

/**
 * The normal equations of one item and the few that may speak for it, collected and solved: the
 * scratch of one thread of {@link SparseEaseScorer}.
 *
 * <p>Collecting costs the candidates' cells, and half the square of how many of the candidates each
 * user has; solving m³/6 multiplications for m candidates, nearly all in one loop over contiguous
 * doubles that the compiler vectorises. Memory 12 bytes per user, 16 per cell of the candidates and
 * 8 m².
 */
final class NeighbourhoodSystem {
  private static final int FIRST_CELLS = 1 << 12;

  private final InteractionMatrix interactions;
  private final ItemView view;
  private final double regularisation;

  /** Lower triangle; the row below it is the right side. */
  private final double[][] rows;

  private final double[] column;

  /** What a user has of the item itself. */
  private final double[] own;

  /** For each user the last cell collected, 1 more than its place, 0 for none. */
  private final int[] last;

  private int[] before = new int[FIRST_CELLS];
  private int[] candidateOf = new int[FIRST_CELLS];
  private double[] weightOf = new double[FIRST_CELLS];

  NeighbourhoodSystem(
      InteractionMatrix interactions, ItemView view, double regularisation, int maxCandidates) {
    this.interactions = interactions;
    this.view = view;
    this.regularisation = regularisation;
    this.rows = new double[maxCandidates + 1][maxCandidates];
    this.column = new double[maxCandidates];
    this.own = new double[interactions.userCount()];
    this.last = new int[interactions.userCount()];
  }

  /**
   * Writes the weights with which the candidates rebuild the item.
   *
   * @param candidates who may speak for each item
   * @param weights receives the weight of each of the item's candidates at the candidate's place
   * @throws IllegalStateException if rounding has left the equations not positive definite
   */
  void solve(int item, Neighbours candidates, float[] weights) {
    int from = candidates.rowStart(item);
    int size = candidates.size(item);
    collect(item, candidates, from, size);
    eliminate(size);
    double[] right = rows[size];
    for (int i = size - 1; i >= 0; i--) {
      double[] row = rows[i];
      double weight = right[i] / row[i];
      weights[from + i] = (float) weight;
      for (int k = 0; k < i; k++) {
        right[k] -= weight * row[k];
      }
    }
  }

  private void collect(int item, Neighbours candidates, int from, int size) {
    for (int at = view.starts[item]; at < view.starts[item + 1]; at++) {
      own[view.users[at]] = interactions.weight(view.cells[at]);
    }
    double[] right = rows[size];
    int count = 0;
    for (int candidate = 0; candidate < size; candidate++) {
      double[] row = rows[candidate];
      Arrays.fill(row, 0, candidate, 0);
      double diagonal = regularisation;
      double together = 0;
      int other = candidates.item(from + candidate);
      int end = view.starts[other + 1];
      makeRoomFor(count + end - view.starts[other]);
      for (int at = view.starts[other]; at < end; at++) {
        int user = view.users[at];
        double weight = interactions.weight(view.cells[at]);
        for (int cell = last[user]; cell > 0; cell = before[cell - 1]) {
          row[candidateOf[cell - 1]] += weight * weightOf[cell - 1];
        }
        diagonal += weight * weight;
        together += weight * own[user];
        before[count] = last[user];
        candidateOf[count] = candidate;
        weightOf[count] = weight;
        last[user] = ++count;
      }
      row[candidate] = diagonal;
      right[candidate] = together;
    }
    forget(item, candidates, from, size);
  }

  private void forget(int item, Neighbours candidates, int from, int size) {
    for (int at = view.starts[item]; at < view.starts[item + 1]; at++) {
      own[view.users[at]] = 0;
    }
    for (int candidate = 0; candidate < size; candidate++) {
      int other = candidates.item(from + candidate);
      for (int at = view.starts[other]; at < view.starts[other + 1]; at++) {
        last[view.users[at]] = 0;
      }
    }
  }

  /**
   * Gauss without pivoting on the lower triangle and the right side, column after column: below the
   * diagonal stays each column as it was when its turn came.
   */
  private void eliminate(int size) {
    for (int k = 0; k < size; k++) {
      double pivot = rows[k][k];
      if (!(pivot > 0)) {
        throw new IllegalStateException("the equations are not positive definite");
      }
      for (int i = k + 1; i < size; i++) {
        column[i] = rows[i][k];
      }
      for (int i = k + 1; i <= size; i++) {
        double[] row = rows[i];
        subtract(row, row[k] / pivot, k + 1, Math.min(i + 1, size));
      }
    }
  }

  private void subtract(double[] row, double factor, int from, int to) {
    double[] values = column;
    for (int j = from; j < to; j++) {
      row[j] -= factor * values[j];
    }
  }

  private void makeRoomFor(int cells) {
    if (cells > before.length) {
      int capacity = Math.max(cells, 2 * before.length);
      before = Arrays.copyOf(before, capacity);
      candidateOf = Arrays.copyOf(candidateOf, capacity);
      weightOf = Arrays.copyOf(weightOf, capacity);
    }
  }
}
