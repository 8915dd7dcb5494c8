package io.storeloop.ingestion;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Anna buys shoes and two pairs of socks, and the shop's tracker says so in five languages. */
final class SamePurchase {
  private static final String EVENTS =
      """
      [{"messageId": "order-5#0", "type": "purchase", "userId": "anna", "anonymousId": "browser-7", "sessionId": "s-1",
        "timestamp": "2026-03-01T12:05:00Z", "orderId": "o-5", "itemId": "shoes", "quantity": 1, "price": 59.90,
        "currency": "EUR", "position": 0,
        "properties": {"revenue": 68.90, "coupon": "SPRING", "payment_method": "card", "total_quantity": 3,
                       "name": "Red shoes", "category": "Shoes"}},
       {"messageId": "order-5#1", "type": "purchase", "userId": "anna", "anonymousId": "browser-7", "sessionId": "s-1",
        "timestamp": "2026-03-01T12:05:00Z", "orderId": "o-5", "itemId": "socks", "quantity": 2, "price": 4.50,
        "currency": "EUR", "position": 1, "properties": {"name": "Wool socks", "category": "Socks"}}]\
      """;

  private static final String SEGMENT =
      """
      {"batch": [{"type": "track", "event": "Order Completed", "messageId": "order-5", "userId": "anna",
        "anonymousId": "browser-7", "timestamp": "2026-03-01T12:05:00Z",
        "properties": {"session_id": "s-1", "order_id": "o-5", "currency": "EUR", "revenue": 68.90, "coupon": "SPRING",
          "payment_method": "card", "total_quantity": 3,
          "products": [
            {"product_id": "shoes", "price": 59.90, "quantity": 1, "position": 0, "name": "Red shoes", "category": "Shoes"},
            {"product_id": "socks", "price": 4.50, "quantity": 2, "position": 1, "name": "Wool socks", "category": "Socks"}]}}]}\
      """;

  private static final String GA4 =
      """
      {"client_id": "browser-7", "user_id": "anna", "timestamp_micros": 1772366700000000, "events": [
        {"name": "purchase", "params": {"message_id": "order-5", "session_id": "s-1", "transaction_id": "o-5",
          "currency": "EUR", "value": 68.90, "coupon": "SPRING", "payment_type": "card", "total_quantity": 3,
          "items": [
            {"item_id": "shoes", "price": 59.90, "quantity": 1, "index": 0, "item_name": "Red shoes", "item_category": "Shoes"},
            {"item_id": "socks", "price": 4.50, "quantity": 2, "index": 1, "item_name": "Wool socks", "item_category": "Socks"}]}}]}\
      """;

  static final String SNOWPLOW_ACTION =
      """
      {"schema": "iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0", "data":
        {"schema": "iglu:com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action/jsonschema/1-0-2",
         "data": {"type": "transaction"}}}\
      """;

  static final String SNOWPLOW_ENTITIES =
      """
      {"schema": "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1", "data": [
        {"schema": "iglu:com.snowplowanalytics.snowplow.ecommerce/transaction/jsonschema/1-0-0",
         "data": {"transaction_id": "o-5", "revenue": 68.90, "currency": "EUR", "payment_method": "card",
                  "total_quantity": 3, "discount_code": "SPRING"}},
        {"schema": "iglu:com.snowplowanalytics.snowplow.ecommerce/product/jsonschema/1-0-0",
         "data": {"id": "shoes", "name": "Red shoes", "category": "Shoes", "price": 59.90, "quantity": 1, "position": 0,
                  "currency": "EUR"}},
        {"schema": "iglu:com.snowplowanalytics.snowplow.ecommerce/product/jsonschema/1-0-0",
         "data": {"id": "socks", "name": "Wool socks", "category": "Socks", "price": 4.50, "quantity": 2, "position": 1,
                  "currency": "EUR"}}]}\
      """;

  private static final String SNOWPLOW =
      """
      {"schema": "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4", "data": [
        {"e": "ue", "eid": "order-5", "uid": "anna", "duid": "browser-7", "sid": "s-1", "ttm": "1772366700000",
         "ue_px": "%s", "cx": "%s"}]}\
      """
          .formatted(base64(SNOWPLOW_ACTION), base64(SNOWPLOW_ENTITIES));

  private static final String PERSONALIZE =
      """
      {"trackingId": "any", "userId": "anna", "sessionId": "s-1", "eventList": [
        {"eventId": "order-5#0", "eventType": "Purchase", "itemId": "shoes", "sentAt": 1772366700,
         "properties": "{\\"anonymousId\\": \\"browser-7\\", \\"orderId\\": \\"o-5\\", \\"price\\": 59.90, \\"quantity\\": 1, \\"currency\\": \\"EUR\\", \\"position\\": 0, \\"revenue\\": 68.90, \\"coupon\\": \\"SPRING\\", \\"payment_method\\": \\"card\\", \\"total_quantity\\": 3, \\"name\\": \\"Red shoes\\", \\"category\\": \\"Shoes\\"}"},
        {"eventId": "order-5#1", "eventType": "Purchase", "itemId": "socks", "sentAt": 1772366700.0,
         "properties": {"anonymousId": "browser-7", "orderId": "o-5", "price": 4.50, "quantity": 2, "currency": "EUR",
                        "position": 1, "name": "Wool socks", "category": "Socks"}}]}\
      """;

  private SamePurchase() {}

  /** Path, and what is posted there. */
  static Map<String, String> calls() {
    Map<String, String> calls = new LinkedHashMap<>();
    calls.put("/v1/events", EVENTS);
    calls.put("/v1/batch", SEGMENT);
    calls.put("/mp/collect", GA4);
    calls.put("/com.snowplowanalytics.snowplow/tp2", SNOWPLOW);
    calls.put("/events", PERSONALIZE);
    return calls;
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
