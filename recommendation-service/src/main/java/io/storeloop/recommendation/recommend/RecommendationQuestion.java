package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.filter.ItemFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What next, for whom, where?
 *
 * @param itemIds what the shopper is looking at now; counts like a behaviour, and is not
 *     recommended
 * @param explain whether all evidence is wanted, or the strongest alone
 * @param excludeItemIds not to be recommended
 * @param frame how the list is to look
 */
record RecommendationQuestion(
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String sessionId,
    List<String> itemIds,
    boolean explain,
    List<String> excludeItemIds,
    Frame frame) {

  /**
   * What every list has, whatever it is made of.
   *
   * @param numResults how many items at most
   * @param placement where it is shown: decides which rules hold
   * @param filter what may be in it
   */
  record Frame(
      int numResults, @Nullable String placement, ItemFilter filter, List<Promotion> promotions) {

    /** So many of all items, nowhere in particular. */
    static Frame of(int numResults) {
      return new Frame(numResults, null, ItemFilter.ALL, List.of());
    }
  }

  /** What goes with one item, whoever asks. */
  static RecommendationQuestion similarTo(String itemId, Frame frame) {
    return new RecommendationQuestion(null, null, null, List.of(itemId), false, List.of(), frame);
  }

  boolean aboutSomebody() {
    return userId != null || anonymousId != null || sessionId != null;
  }
}
