package io.storeloop.demoshop;

/**
 * Writes events and items as the ingestion API reads them: one JSON object a line, without fields
 * that do not apply.
 */
public final class ShopJson {
  private ShopJson() {}

  /** The event as one JSON object without a line break, for {@code POST /v1/events}. */
  public static String line(ShopEvent event) {
    return new JsonLine()
        .put("messageId", event.messageId())
        .put("type", event.type().wireName())
        .put("userId", event.userId())
        .put("anonymousId", event.anonymousId())
        .put("sessionId", event.sessionId())
        .put("timestamp", event.timestamp().toString())
        .put("itemId", event.itemId())
        .put("quantity", event.quantity())
        .put("price", event.price())
        .put("currency", event.currency())
        .put("orderId", event.orderId())
        .put("query", event.query())
        .put("rating", event.rating())
        .put("position", event.position())
        .put("listId", event.listId())
        .put("durationMillis", event.durationMillis())
        .putUnlessEmpty("properties", event.properties())
        .end();
  }

  /** The item as one JSON object without a line break, for {@code POST /v1/items/batch}. */
  public static String line(ShopItem item) {
    return new JsonLine()
        .put("itemId", item.itemId())
        .put("name", item.name())
        .put("category", item.category())
        .put("brand", item.brand())
        .put("price", item.price())
        .put("currency", item.currency())
        .put("inStock", item.inStock())
        .putUnlessEmpty("attributes", item.attributes())
        .end();
  }
}
