package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.CatalogueItem;
import org.jspecify.annotations.Nullable;

/**
 * An item that may be shown.
 *
 * @param score for ordering within one source, boosts included
 * @param modelItem the model's index if the model has scored it, else -1
 * @param stated why, if that is known already; the others are explained when they are shown
 */
record Candidate(
    CatalogueItem item, Source source, double score, int modelItem, @Nullable Stated stated) {
  static final int UNSCORED = -1;

  /** Found by the model. */
  static Candidate scored(CatalogueItem item, double score, int modelItem) {
    return new Candidate(item, Source.PERSONAL, score, modelItem, null);
  }

  /** Found otherwise. */
  static Candidate found(CatalogueItem item, Source source, double score) {
    return new Candidate(item, source, score, UNSCORED, null);
  }

  /** Found otherwise, for a known reason. */
  static Candidate stated(CatalogueItem item, Source source, double score, Stated stated) {
    return new Candidate(item, source, score, UNSCORED, stated);
  }

  boolean isScored() {
    return modelItem != UNSCORED;
  }

  Candidate times(double factor) {
    return new Candidate(item, source, score * factor, modelItem, stated);
  }
}
