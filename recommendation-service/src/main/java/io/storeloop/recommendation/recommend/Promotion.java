package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.filter.ItemFilter;

/**
 * Places of a list that the caller keeps for some items.
 *
 * @param items which ones
 * @param percent of the list, 1 to 100; rounded up to whole places, given up where no such item is
 *     to be had
 */
record Promotion(String name, ItemFilter items, int percent) {
  int places(int numResults) {
    return (numResults * percent + 99) / 100;
  }
}
