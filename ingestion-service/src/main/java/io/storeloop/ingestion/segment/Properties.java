package io.storeloop.ingestion.segment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a message, taken apart one by one: what nobody takes stays a property.
 *
 * <p>Not thread-safe: one per message.
 */
final class Properties {
  /** Canonical field, and the names under which Segment's clients send it, best first. */
  private static final Map<String, List<String>> FIELDS = fields();

  private final Map<String, @Nullable Object> left = new LinkedHashMap<>();

  Properties(@Nullable Object sent) {
    if (sent instanceof Map<?, ?> map) {
      map.forEach((name, value) -> left.put(String.valueOf(name), value));
    }
  }

  /** The value of the first of those names that is there, taken out; null if none is. */
  @Nullable Object take(List<String> names) {
    for (String name : names) {
      if (left.get(name) != null) {
        return left.remove(name);
      }
    }
    return null;
  }

  @Nullable Object take(String name) {
    return take(List.of(name));
  }

  /** Puts every canonical field that is there into an event. */
  void takeFieldsInto(Map<String, @Nullable Object> event) {
    FIELDS.forEach((field, names) -> {
      Object value = take(names);
      if (value != null) {
        event.put(field, value);
      }
    });
  }

  /** The products, each with its own properties; empty if there is no list of objects. */
  List<Properties> takeProducts() {
    return left.get("products") instanceof List<?> list
            && !list.isEmpty()
            && list.stream().allMatch(Map.class::isInstance)
        ? products(list)
        : List.of();
  }

  private List<Properties> products(List<?> list) {
    left.remove("products");
    return list.stream().map(Properties::new).toList();
  }

  /** What nobody took. */
  Map<String, @Nullable Object> left() {
    return left;
  }

  private static Map<String, List<String>> fields() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("itemId", List.of("product_id", "productId", "item_id", "itemId", "sku"));
    fields.put("quantity", List.of("quantity"));
    fields.put("price", List.of("price"));
    fields.put("currency", List.of("currency"));
    fields.put("orderId", List.of("order_id", "orderId"));
    fields.put("query", List.of("query"));
    fields.put("rating", List.of("rating"));
    fields.put("position", List.of("position"));
    fields.put("listId", List.of("list_id", "listId"));
    fields.put("recommendationId", List.of("recommendationId", "recommendation_id"));
    fields.put("decisionId", List.of("decisionId", "decision_id"));
    fields.put("sessionId", List.of("sessionId", "session_id"));
    fields.put("durationMillis", List.of("durationMillis", "duration_millis"));
    return fields;
  }
}
