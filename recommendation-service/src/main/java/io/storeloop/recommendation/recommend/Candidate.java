package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.CatalogueItem;

/**
 * An item that may be shown.
 *
 * @param score for ordering within one source, boosts included
 * @param modelItem the model's index if the model has scored it, else -1
 */
record Candidate(CatalogueItem item, Source source, double score, int modelItem) {
  static final int UNSCORED = -1;

  Candidate as(Source other) {
    return new Candidate(item, other, score, modelItem);
  }
}
