package io.storeloop.recommendation.recommend;

import java.util.List;

/**
 * The answer.
 *
 * @param modelVersion empty before the first training
 * @param fallback the first rung that gave anything
 */
record Recommendation(String modelVersion, List<RecommendedItem> items, Fallback fallback) {

  /** Which rung of the ladder an answer stands on. */
  enum Fallback {
    /** None: it is personal. */
    NONE,
    SIMILAR,
    POPULAR,
    /** The shopper does not want a list of their own: nothing of theirs was used. */
    NO_CONSENT,
    /** Nothing is known to recommend. */
    EMPTY;

    static Fallback of(List<RecommendedItem> items) {
      if (items.isEmpty()) {
        return EMPTY;
      }
      Source best = Source.POPULAR;
      for (RecommendedItem item : items) {
        best = item.source().compareTo(best) < 0 ? item.source() : best;
      }
      return switch (best) {
        case PERSONAL -> NONE;
        case SIMILAR -> SIMILAR;
        case POPULAR -> POPULAR;
      };
    }
  }
}
