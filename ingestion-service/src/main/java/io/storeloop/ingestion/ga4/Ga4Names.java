package io.storeloop.ingestion.ga4;

import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.translation.FieldNames;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of Google Analytics 4 that mean what ours mean.
 *
 * <p>Source: Google Analytics, Measurement Protocol reference for GA4, "Events".
 */
final class Ga4Names {
  private static final Map<String, EventType> TYPES =
      Map.ofEntries(
          Map.entry("view_item", EventType.VIEW),
          Map.entry("view_item_list", EventType.LIST_VIEW),
          Map.entry("select_item", EventType.CLICK),
          Map.entry("add_to_cart", EventType.ADD_TO_CART),
          Map.entry("remove_from_cart", EventType.REMOVE_FROM_CART),
          Map.entry("add_to_wishlist", EventType.WISHLIST),
          Map.entry("begin_checkout", EventType.CHECKOUT),
          Map.entry("purchase", EventType.PURCHASE),
          Map.entry("refund", EventType.REFUND),
          Map.entry("search", EventType.SEARCH),
          Map.entry("view_search_results", EventType.SEARCH),
          Map.entry("view_promotion", EventType.PROMOTION_VIEW),
          Map.entry("select_promotion", EventType.PROMOTION_CLICK),
          Map.entry("page_view", EventType.PAGE),
          Map.entry("screen_view", EventType.PAGE));

  /** What a shopper does to each of the items; other events are about the list as a whole. */
  private static final Set<EventType> OF_EACH_ITEM =
      EnumSet.of(
          EventType.VIEW,
          EventType.CLICK,
          EventType.ADD_TO_CART,
          EventType.REMOVE_FROM_CART,
          EventType.WISHLIST,
          EventType.PURCHASE,
          EventType.REFUND);

  private static final FieldNames PARAMS = new FieldNames(paramFields(), Map.of());

  private static final FieldNames ORDER =
      new FieldNames(paramFields(), Map.of("value", "revenue", "payment_type", "payment_method"));

  private static final FieldNames PAGE =
      new FieldNames(
          paramFields(),
          Map.of("page_location", "url", "page_title", "title", "page_referrer", "referrer"));

  static final FieldNames ITEM =
      new FieldNames(
          itemFields(),
          Map.of(
              "item_name", "name",
              "item_category", "category",
              "item_brand", "brand",
              "item_variant", "variant"));

  private Ga4Names() {}

  /** The type a name means; empty for a name of the shop's own. */
  static Optional<EventType> typeOf(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }

  static boolean isOfEachItem(EventType type) {
    return OF_EACH_ITEM.contains(type);
  }

  static FieldNames params(EventType type) {
    return switch (type) {
      case PURCHASE, REFUND -> ORDER;
      case PAGE -> PAGE;
      default -> PARAMS;
    };
  }

  private static Map<String, List<String>> paramFields() {
    Map<String, List<String>> fields = itemFields();
    fields.put("orderId", List.of("transaction_id"));
    fields.put("query", List.of("search_term"));
    fields.put("rating", List.of("rating"));
    fields.put("durationMillis", List.of("engagement_time_msec"));
    return fields;
  }

  private static Map<String, List<String>> itemFields() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("itemId", List.of("item_id"));
    fields.put("quantity", List.of("quantity"));
    fields.put("price", List.of("price"));
    fields.put("currency", List.of("currency"));
    fields.put("position", List.of("index"));
    fields.put("listId", List.of("item_list_id"));
    fields.put("recommendationId", List.of("recommendation_id"));
    fields.put("decisionId", List.of("decision_id"));
    return fields;
  }
}
