package io.storeloop.ingestion.segment;

import io.storeloop.common.events.EventType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names of Segment's e-commerce specification that mean one of our types: of version 2, and the
 * five of version 1, which old shops still send. Matched without regard to case, as Segment's own
 * destinations do.
 *
 * <p>The other names of version 2 (carts and products shared, coupons, steps of a checkout, orders
 * updated or cancelled, …) are none of our types and stay what the shop called them. A cancelled
 * order is no refund: a shop that pays back says so, and would be counted twice.
 *
 * <p>Source: Segment, Spec: V2 Ecommerce Events; Spec: V1 Ecommerce Events.
 */
final class EventNames {
  private static final Map<String, EventType> TYPES =
      Map.ofEntries(
          Map.entry("product viewed", EventType.VIEW),
          Map.entry("product list viewed", EventType.LIST_VIEW),
          Map.entry("product list filtered", EventType.LIST_VIEW),
          Map.entry("product clicked", EventType.CLICK),
          Map.entry("product added", EventType.ADD_TO_CART),
          Map.entry("wishlist product added to cart", EventType.ADD_TO_CART),
          Map.entry("product removed", EventType.REMOVE_FROM_CART),
          Map.entry("product added to wishlist", EventType.WISHLIST),
          Map.entry("checkout started", EventType.CHECKOUT),
          Map.entry("order completed", EventType.PURCHASE),
          Map.entry("order refunded", EventType.REFUND),
          Map.entry("products searched", EventType.SEARCH),
          Map.entry("product reviewed", EventType.REVIEW),
          Map.entry("promotion viewed", EventType.PROMOTION_VIEW),
          Map.entry("promotion clicked", EventType.PROMOTION_CLICK),
          Map.entry("viewed product", EventType.VIEW),
          Map.entry("viewed product category", EventType.LIST_VIEW),
          Map.entry("added product", EventType.ADD_TO_CART),
          Map.entry("removed product", EventType.REMOVE_FROM_CART),
          Map.entry("completed order", EventType.PURCHASE));

  private EventNames() {}

  /** The type a name means; empty for a name of the shop's own. */
  static Optional<EventType> typeOf(String name) {
    return Optional.ofNullable(TYPES.get(name.strip().toLowerCase(Locale.ROOT)));
  }
}
