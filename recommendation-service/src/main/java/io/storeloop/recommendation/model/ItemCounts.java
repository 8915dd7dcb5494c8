package io.storeloop.recommendation.model;

import io.storeloop.algorithms.basket.BasketCounts;
import io.storeloop.algorithms.basket.BasketOptions;
import io.storeloop.algorithms.basket.BoughtTogether;
import io.storeloop.algorithms.repeat.RepeatOptions;
import io.storeloop.algorithms.repeat.RepeatPurchases;
import io.storeloop.algorithms.trend.TrendingItem;
import io.storeloop.recommendation.popularity.Popularity;
import java.util.List;

/**
 * What was counted, which needs no proof: popular and rising items, items of one basket, items
 * bought again. All in the catalogue's indexes. Immutable.
 *
 * @param together partners in one basket
 * @param repeats nobody writes to it any more
 * @param whole false for what a snapshot holds
 */
record ItemCounts(
    Popularity popularity,
    List<TrendingItem> trending,
    BoughtTogether together,
    RepeatPurchases repeats,
    boolean whole) {
  private static final int SMALLEST = 2;

  /** Nothing was counted. */
  static final ItemCounts NONE = ofPopularity(Popularity.none());

  /** All that a snapshot holds; the rest is counted again by the next training. */
  static ItemCounts ofPopularity(Popularity popularity) {
    return new ItemCounts(
        popularity,
        List.of(),
        BoughtTogether.of(new BasketCounts(SMALLEST, SMALLEST), BasketOptions.standard()),
        new RepeatPurchases(RepeatOptions.standard()),
        false);
  }
}
