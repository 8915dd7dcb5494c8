package io.storeloop.recommendation.recommend;

import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.ItemInterests;
import org.jspecify.annotations.Nullable;

/**
 * One reason for a recommended item: an item that the shopper dealt with, or that is in view now.
 *
 * @param type what the shopper did with it; null for an item that the caller named as context
 * @param occurredAt when, epoch milliseconds; 0 for context
 * @param share of the item's score, in (0, 1]
 */
record Evidence(CatalogueItem item, @Nullable EventType type, long occurredAt, double share) {

  /** What the shopper did with the item, or that it is in view, as the whole of a score. */
  static Evidence of(Shopper shopper, CatalogueItem item) {
    ItemInterests interests = shopper.interests();
    int place = interests.placeOf(item.index(), 0);
    return place < 0
        ? new Evidence(item, null, 0, 1)
        : new Evidence(item, interests.type(place), interests.occurredAt(place), 1);
  }

  Evidence sharing(double part) {
    return new Evidence(item, type, occurredAt, part);
  }

  Evidence dividedBy(double sum) {
    return new Evidence(item, type, occurredAt, share / sum);
  }

  boolean ownBehaviour() {
    return type != null;
  }
}
