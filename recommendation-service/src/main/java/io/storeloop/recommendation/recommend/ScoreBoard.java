package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.Neighbours;

/**
 * What the kernel says of each item for one history, as a sum that explains itself. Working space
 * of one request after another, 16 bytes per item of the model; all 0 between requests. Not
 * thread-safe.
 *
 * <p>Time O(H · K) for H items of history and K neighbours; nothing is allocated.
 */
final class ScoreBoard {
  private final double[] kernel;
  private final int[] touched;
  private final int[] places;
  private int count;

  ScoreBoard(int itemCount) {
    kernel = new double[itemCount];
    touched = new int[itemCount];
    places = new int[itemCount];
  }

  int itemCount() {
    return kernel.length;
  }

  /** Adds weight · similarity over the history. */
  void addHistory(Neighbours neighbours, History history) {
    for (int place = 0; place < history.size(); place++) {
      int source = history.item(place);
      double weight = history.weight(place);
      for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
        int item = neighbours.item(entry);
        double before = kernel[item];
        if (before == 0) {
          touched[count++] = item;
        }
        kernel[item] = before + weight * neighbours.similarity(entry);
      }
    }
  }

  /** How many items the history speaks for. */
  int touchedCount() {
    return count;
  }

  int touched(int place) {
    return touched[place];
  }

  double kernel(int item) {
    return kernel[item];
  }

  double largestKernel() {
    double largest = 0;
    for (int place = 0; place < count; place++) {
      largest = Math.max(largest, kernel[touched[place]]);
    }
    return largest;
  }

  /**
   * What each item of the history adds to some items: result × history, rows as in {@code items}.
   */
  double[][] contributions(Neighbours neighbours, History history, int[] items) {
    double[][] amounts = new double[items.length][history.size()];
    for (int row = 0; row < items.length; row++) {
      places[items[row]] = row + 1;
    }
    for (int place = 0; place < history.size(); place++) {
      int source = history.item(place);
      double weight = history.weight(place);
      for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
        int row = places[neighbours.item(entry)];
        if (row > 0) {
          amounts[row - 1][place] += weight * neighbours.similarity(entry);
        }
      }
    }
    for (int item : items) {
      places[item] = 0;
    }
    return amounts;
  }

  void clear() {
    for (int place = 0; place < count; place++) {
      kernel[touched[place]] = 0;
    }
    count = 0;
  }
}
