package io.storeloop.recommendation.gate;

import io.storeloop.recommendation.interaction.HistorySplit;

/** Orders the whole catalogue for one user, as a model or a baseline would. */
@FunctionalInterface
public interface ListScorer {
  /**
   * Scores all items.
   *
   * @param known what the user did before the cut
   * @param scores one per index of the catalogue, overwritten: higher is better, 0 where nothing
   *     speaks for the item
   */
  void score(HistorySplit known, double[] scores);
}
