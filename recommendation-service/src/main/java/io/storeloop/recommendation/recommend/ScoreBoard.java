package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.scoring.ItemSums;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.recommendation.model.RecommendationModel;

/**
 * What the whole history says of each item for one history, as a sum that explains itself. Working
 * space of one request after another, 20 bytes per item of the model; all 0 between requests. Not
 * thread-safe.
 *
 * <p>Time O(H · K) for H items of history and K neighbours; O(items) for each part of a mix.
 */
final class ScoreBoard {
  private final ItemSums sums;
  private final int[] rows;
  private double[] scores = {};

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

  /** Scores by the model's mix, or adds weight · similarity over the history where it has none. */
  void addHistory(RecommendationModel model, History history) {
    ItemScorer mix = model.mix().orElse(null);
    if (mix == null) {
      addNeighbours(model.neighbours(), model.faded(history));
    } else {
      if (scores.length == 0) {
        scores = new double[itemCount()]; // only where a mix answers
      }
      mix.score(history.items(), history.weights(), history.size(), scores);
      for (int item = 0; item < scores.length; item++) {
        if (scores[item] != 0) {
          sums.add(item, scores[item]);
        }
      }
    }
  }

  private void addNeighbours(Neighbours neighbours, History history) {
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
  double[][] contributions(RecommendationModel model, History history, int[] items) {
    ItemScorer mix = model.mix().orElse(null);
    return mix == null
        ? ofNeighbours(model.neighbours(), history, model.faded(history), items)
        : mix.contributions(history.items(), history.weights(), history.size(), items);
  }

  /** {@code faded} is the end of the history, its weights faded. */
  private double[][] ofNeighbours(
      Neighbours neighbours, History history, History faded, int[] items) {
    double[][] amounts = new double[items.length][history.size()];
    for (int row = 0; row < items.length; row++) {
      rows[items[row]] = row + 1;
    }
    int first = history.size() - faded.size();
    for (int place = 0; place < faded.size(); place++) {
      int source = faded.item(place);
      double weight = faded.weight(place);
      for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
        int row = rows[neighbours.item(entry)];
        if (row > 0) {
          amounts[row - 1][first + place] += weight * neighbours.similarity(entry);
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
