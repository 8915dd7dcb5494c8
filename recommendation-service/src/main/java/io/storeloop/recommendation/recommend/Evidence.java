package io.storeloop.recommendation.recommend;

import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.interaction.CatalogueItem;
import org.jspecify.annotations.Nullable;

/**
 * One reason for a recommended item: an item that the shopper dealt with, or that is in view now.
 *
 * @param type what the shopper did with it; null for an item that the caller named as context
 * @param occurredAt when, epoch milliseconds; 0 for context
 * @param share of the item's score, in (0, 1]
 */
record Evidence(CatalogueItem item, @Nullable EventType type, long occurredAt, double share) {

  Evidence dividedBy(double sum) {
    return new Evidence(item, type, occurredAt, share / sum);
  }

  boolean ownBehaviour() {
    return type != null;
  }
}
