package io.storeloop.profile.feature;

import io.storeloop.common.events.EventType;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much interest in a category or brand an act shows: the more it costs the shopper, the more.
 * What a shop does to a shopper (a promotion shown, a refund) shows none.
 */
final class InterestWeight {
  private static final Map<EventType, Double> WEIGHTS =
      new EnumMap<>(
          Map.of(
              EventType.LIST_VIEW, 0.5,
              EventType.VIEW, 1.0,
              EventType.CLICK, 1.0,
              EventType.REVIEW, 2.0,
              EventType.WISHLIST, 2.0,
              EventType.ADD_TO_CART, 3.0,
              EventType.PURCHASE, 5.0));

  private InterestWeight() {}

  static double of(EventType type) {
    return WEIGHTS.getOrDefault(type, 0.0);
  }
}
