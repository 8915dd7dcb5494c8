package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.recommendation.gate.ListScorer;
import io.storeloop.recommendation.interaction.ItemInterests;
import java.util.Arrays;

/**
 * Scores the whole catalogue as the personal list of a model does, for judging it. Items that the
 * model does not know score 0.
 */
final class ModelListScorer implements ListScorer {
  private final RecommendationModel model;
  private final int maxScored;

  /** {@code maxScored}: items of a history that a list is computed from. */
  ModelListScorer(RecommendationModel model, int maxScored) {
    this.model = model;
    this.maxScored = maxScored;
  }

  @Override
  public void score(ItemInterests known, double[] scores) {
    Arrays.fill(scores, 0);
    Neighbours neighbours = model.neighbours();
    ItemInterests strongest = known.strongest(maxScored);
    for (int place = 0; place < strongest.size(); place++) {
      int source = model.modelItem(strongest.item(place));
      if (source >= 0) {
        for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
          scores[model.catalogueItem(neighbours.item(entry))] +=
              (double) strongest.weight(place) * neighbours.similarity(entry);
        }
      }
    }
  }
}
