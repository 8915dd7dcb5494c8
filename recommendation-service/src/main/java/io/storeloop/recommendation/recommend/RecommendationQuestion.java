package io.storeloop.recommendation.recommend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What next, for whom, where?
 *
 * @param itemIds what the shopper is looking at now; counts like a behaviour, and is not
 *     recommended
 * @param numResults how many items at most
 * @param explain whether all evidence is wanted, or the strongest alone
 * @param excludeItemIds not to be recommended
 */
record RecommendationQuestion(
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String sessionId,
    List<String> itemIds,
    int numResults,
    boolean explain,
    List<String> excludeItemIds) {

  /** What goes with one item, whoever asks. */
  static RecommendationQuestion similarTo(String itemId, int numResults) {
    return new RecommendationQuestion(
        null, null, null, List.of(itemId), numResults, false, List.of());
  }
}
