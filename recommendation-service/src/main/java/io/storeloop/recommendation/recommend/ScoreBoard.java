package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.recommendation.model.RecommendationModel;

/**
 * What is said of each item for one history, as a sum that explains itself. Working space of one
 * request after another, 16 bytes per item; all 0 between requests. Not thread-safe.
 *
 * <p>Time O(H · K) for H items of history and K neighbours; O(items) for each part of a mix.
 */
final class ScoreBoard {
  private final double[] scores;
  private final int[] touched;
  private final int[] places;
  private int count;

  ScoreBoard(int itemCount) {
    scores = new double[itemCount];
    touched = new int[itemCount + 1];
    places = new int[itemCount];
  }

  int itemCount() {
    return scores.length;
  }

  /** Scores by the model's mix, or adds weight · similarity over the history where it has none. */
  void addHistory(RecommendationModel model, History history) {
    ItemScorer mix = model.mix().orElse(null);
    if (mix == null) {
      addNeighbours(model.neighbours(), model.faded(history));
    } else {
      mix.score(history.items(), history.weights(), history.size(), scores);
      for (int item = 0; item < scores.length; item++) {
        touched[count] = item;
        count += scores[item] == 0 ? 0 : 1;
      }
    }
  }

  private void addNeighbours(Neighbours neighbours, History history) {
    for (int place = 0; place < history.size(); place++) {
      int source = history.item(place);
      double weight = history.weight(place);
      for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
        add(neighbours.item(entry), weight * neighbours.similarity(entry));
      }
    }
  }

  /** {@code amount} above 0. */
  void add(int item, double amount) {
    double before = scores[item];
    touched[count] = item; // counted or not: a branch here would be a guess
    count += before == 0 ? 1 : 0;
    scores[item] = before + amount;
  }

  /** How many items something was added to. */
  int touchedCount() {
    return count;
  }

  int touched(int place) {
    return touched[place];
  }

  double score(int item) {
    return scores[item];
  }

  double largest() {
    double largest = 0;
    for (int place = 0; place < count; place++) {
      largest = Math.max(largest, scores[touched[place]]);
    }
    return largest;
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
      places[items[row]] = row + 1;
    }
    int first = history.size() - faded.size();
    for (int place = 0; place < faded.size(); place++) {
      int source = faded.item(place);
      double weight = faded.weight(place);
      for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
        int row = places[neighbours.item(entry)];
        if (row > 0) {
          amounts[row - 1][first + place] += weight * neighbours.similarity(entry);
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
      scores[touched[place]] = 0;
    }
    count = 0;
  }
}
