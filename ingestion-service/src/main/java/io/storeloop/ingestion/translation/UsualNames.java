package io.storeloop.ingestion.translation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names under which most senders say what we know, in snake or camel case: those of Segment's
 * e-commerce specification, and of whoever makes up events of their own.
 */
public final class UsualNames {
  public static final FieldNames PROPERTIES = new FieldNames(fields(), Map.of());

  private UsualNames() {}

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
