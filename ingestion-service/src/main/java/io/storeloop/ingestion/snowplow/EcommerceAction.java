package io.storeloop.ingestion.snowplow;

import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.translation.FieldNames;
import io.storeloop.ingestion.translation.Properties;
import io.storeloop.ingestion.translation.Report;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Snowplow's e-commerce actions: the event names the action, its entities say the rest.
 *
 * <p>Source: Iglu Central, {@code com.snowplowanalytics.snowplow.ecommerce}: {@code
 * snowplow_ecommerce_action/1-0-2}, {@code product/1-0-0}, {@code transaction/1-0-0}, {@code
 * refund/1-0-0}, {@code promotion/1-0-0}, {@code checkout_step/1-0-0}, {@code user/1-0-0}.
 */
final class EcommerceAction {
  private static final Map<String, EventType> TYPES =
      Map.of(
          "product_view", EventType.VIEW,
          "list_view", EventType.LIST_VIEW,
          "list_click", EventType.CLICK,
          "add_to_cart", EventType.ADD_TO_CART,
          "remove_from_cart", EventType.REMOVE_FROM_CART,
          "transaction", EventType.PURCHASE,
          "refund", EventType.REFUND,
          "promo_view", EventType.PROMOTION_VIEW,
          "promo_click", EventType.PROMOTION_CLICK);

  /** What a shopper does to each of the products; other actions are about something else. */
  private static final Set<EventType> OF_EACH_PRODUCT =
      EnumSet.of(
          EventType.VIEW,
          EventType.CLICK,
          EventType.ADD_TO_CART,
          EventType.REMOVE_FROM_CART,
          EventType.PURCHASE,
          EventType.REFUND);

  private static final FieldNames PRODUCT =
      new FieldNames(
          Map.of(
              "itemId", List.of("id"),
              "price", List.of("price"),
              "quantity", List.of("quantity"),
              "currency", List.of("currency"),
              "position", List.of("position")),
          Map.of());

  private static final FieldNames ORDER =
      new FieldNames(
          Map.of("orderId", List.of("transaction_id"), "currency", List.of("currency")),
          Map.of("discount_code", "coupon"));

  private static final FieldNames PROMOTION =
      new FieldNames(Map.of("position", List.of("position")), Map.of("id", "promotion_id"));

  private EcommerceAction() {}

  /** The canonical events of an action. */
  static List<Map<String, @Nullable Object>> events(
      SelfDescribing action, SnowplowEvent event, Map<String, @Nullable Object> shared) {
    String name = action.get("type") instanceof String sent ? sent : action.name();
    Entities entities = event.entities();
    Properties user = entities.takeEcommerce("user", FieldNames.NONE);
    shared.computeIfAbsent("userId", none -> user.take("id"));
    EventType type = typeOf(name, entities);
    if (type == EventType.LIST_VIEW || type == EventType.CLICK) {
      shared.put("listId", action.get("name"));
    }
    List<Properties> items =
        OF_EACH_PRODUCT.contains(type) ? entities.takeAllEcommerce("product", PRODUCT) : List.of();
    Properties whole = whole(type, entities);
    Map<String, @Nullable Object> aside = new LinkedHashMap<>(event.place());
    Map<String, @Nullable Object> others = entities.left();
    if (!others.isEmpty()) {
      aside.put("context", others);
    }
    List<Map<String, @Nullable Object>> events =
        new Report(type, shared, whole, items, aside).events();
    if (type == EventType.CUSTOM) {
      Report.with(events.getFirst(), "event", name);
    }
    return events;
  }

  private static Properties whole(EventType type, Entities entities) {
    return switch (type) {
      case PURCHASE -> entities.takeEcommerce("transaction", ORDER);
      case REFUND -> entities.takeEcommerce("refund", ORDER);
      case PROMOTION_VIEW, PROMOTION_CLICK -> entities.takeEcommerce("promotion", PROMOTION);
      default -> new Properties(null, FieldNames.NONE);
    };
  }

  /** There is no action for the beginning of a checkout: its first step is that. */
  private static EventType typeOf(String name, Entities entities) {
    if (name.equals("checkout_step")) {
      return "1".equals(String.valueOf(entities.ecommerce("checkout_step", "step")))
          ? EventType.CHECKOUT
          : EventType.CUSTOM;
    }
    return TYPES.getOrDefault(name, EventType.CUSTOM);
  }
}
