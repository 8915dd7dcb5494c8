package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.scoring.ItemSums;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.Neighbours;

/**
 * What the kernel says of each item for one history, as a sum that explains itself. Working space
 * of one request after another, 20 bytes per item of the model; all 0 between requests. Not
 * thread-safe.
 *
 * <p>Time O(H · K) for H items of history and K neighbours; nothing is allocated.
 */
final class ScoreBoard {
  private final ItemSums sums;
  private final int[] rows;

  ScoreBoard(int itemCount) {
    sums = new ItemSums(itemCount);
    rows = new int[itemCount];
  }

  int itemCount() {
    return rows.length;
  }

  ItemSums sums() {
    return sums;
  }

  /** Adds weight · similarity over the history. */
  void addHistory(Neighbours neighbours, History history) {
    for (int place = 0; place < history.size(); place++) {
      int source = history.item(place);
      double weight = history.weight(place);
      for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
        sums.add(neighbours.item(entry), weight * neighbours.similarity(entry));
      }
    }
  }

  /**
   * What each item of the history adds to some items: result × history, rows as in {@code items}.
   */
  double[][] contributions(Neighbours neighbours, History history, int[] items) {
    double[][] amounts = new double[items.length][history.size()];
    for (int row = 0; row < items.length; row++) {
      rows[items[row]] = row + 1;
    }
    for (int place = 0; place < history.size(); place++) {
      int source = history.item(place);
      double weight = history.weight(place);
      for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
        int row = rows[neighbours.item(entry)];
        if (row > 0) {
          amounts[row - 1][place] += weight * neighbours.similarity(entry);
        }
      }
    }
    for (int item : items) {
      rows[item] = 0;
    }
    return amounts;
  }

  void clear() {
    sums.clear();
  }
}
