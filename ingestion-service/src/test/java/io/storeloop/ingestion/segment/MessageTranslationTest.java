package io.storeloop.ingestion.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.translation.SenderClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTranslationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static List<Map<String, Object>> track(String event, Map<String, Object> properties) {
    Map<String, Object> fields =
        new HashMap<>(Map.of("userId", "anna", "event", event, "properties", properties));
    return List.copyOf(
        MessageTranslation.events(new Message(MessageKind.TRACK, fields, null, NOW)));
  }

  @ParameterizedTest
  @CsvSource({
    "Product Viewed, view",
    "Product List Viewed, list_view",
    "Product Clicked, click",
    "Product Added, add_to_cart",
    "Product Removed, remove_from_cart",
    "Product Added to Wishlist, wishlist",
    "Checkout Started, checkout",
    "Order Completed, purchase",
    "Order Refunded, refund",
    "Products Searched, search",
    "Product Reviewed, review",
    "Promotion Viewed, promotion_view",
    "Promotion Clicked, promotion_click",
    "product viewed, view",
    "Product List Filtered, list_view",
    "Wishlist Product Added to Cart, add_to_cart",
    "Viewed Product, view",
    "Viewed Product Category, list_view",
    "Added Product, add_to_cart",
    "Removed Product, remove_from_cart",
    "Completed Order, purchase",
    "Cart Viewed, custom",
    "Checkout Step Viewed, custom",
    "Checkout Step Completed, custom",
    "Payment Info Entered, custom",
    "Order Updated, custom",
    "Order Cancelled, custom",
    "Coupon Entered, custom",
    "Coupon Applied, custom",
    "Coupon Denied, custom",
    "Coupon Removed, custom",
    "Product Removed from Wishlist, custom",
    "Product Shared, custom",
    "Cart Shared, custom",
    "Signed Up, custom",
    "Shoe Fitted, custom"
  })
  void namesOfTheECommerceSpecificationBecomeOurTypes(String name, String type) {
    Map<String, Object> event = track(name, Map.of("product_id", "shoes")).getFirst();

    assertThat(event).containsEntry("type", type).containsEntry("itemId", "shoes");
  }

  @Test
  void consentInTheContextGoesAlongWithTheTraits() {
    Map<String, Object> consent = Map.of("categoryPreferences", Map.of("Analytics", false));
    Map<String, Object> fields =
        new HashMap<>(
            Map.of(
                "userId", "anna",
                "traits", Map.of("country", "DE"),
                "context", Map.of("consent", consent, "locale", "de")));

    Map<String, Object> event =
        MessageTranslation.events(new Message(MessageKind.IDENTIFY, fields, null, NOW)).getFirst();

    assertThat(event.get("properties")).isEqualTo(Map.of("country", "DE", "consent", consent));
  }

  @ParameterizedTest
  @EnumSource(names = {"IDENTIFY", "ALIAS"})
  void theSignatureOfTheUserGoesAlong(MessageKind kind) {
    Map<String, Object> fields =
        new HashMap<>(
            Map.of(
                "userId", "anna",
                "previousId", "annas-phone",
                "context", Map.of("identitySignature", "a42be8")));

    Map<String, Object> event =
        MessageTranslation.events(new Message(kind, fields, null, NOW)).getFirst();

    assertThat(event.get("properties")).isEqualTo(Map.of("identitySignature", "a42be8"));
  }

  @Test
  void aNameOfTheShopsOwnIsKept() {
    Map<String, Object> event = track("Shoe Fitted", Map.of("room", 3)).getFirst();

    assertThat(event.get("properties")).isEqualTo(Map.of("room", 3, "event", "Shoe Fitted"));
  }

  @Test
  void everyProductOfAnOrderIsALineAndTheOrdersOwnDataGoWithTheFirst() {
    List<Map<String, Object>> lines =
        track(
            "Order Completed",
            Map.of(
                "order_id", "o-1",
                "currency", "EUR",
                "coupon", "SPRING",
                "products",
                    List.of(
                        Map.of("product_id", "shoes", "price", 60, "quantity", 1),
                        Map.of("sku", "socks", "price", 4, "currency", "USD", "size", "L"))));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .containsEntry("orderId", "o-1")
        .containsEntry("itemId", "shoes")
        .containsEntry("currency", "EUR")
        .containsEntry("properties", Map.of("coupon", "SPRING"));
    assertThat(lines.get(1))
        .containsEntry("orderId", "o-1")
        .containsEntry("itemId", "socks")
        .containsEntry("currency", "USD")
        .containsEntry("properties", Map.of("size", "L"));
  }

  @Test
  void anOrderWithoutProductsIsWorthItsTotal() {
    List<Map<String, Object>> rows =
        track("Order Refunded", Map.of("order_id", "o-1", "total", 30));

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst()).containsEntry("type", "refund").containsEntry("price", 30);
  }

  @Test
  void theTotalOfAnOrderIsNotMultipliedByItsUnits() {
    Map<String, Object> row =
        track("Order Completed", Map.of("order_id", "o-1", "revenue", 100, "quantity", 3))
            .getFirst();

    assertThat(row).containsEntry("price", 100).doesNotContainKey("quantity");
    assertThat(row.get("properties")).isEqualTo(Map.of("quantity", 3));
  }

  @Test
  void productsThatAreNoObjectsStayAProperty() {
    List<Map<String, Object>> rows =
        track("Order Completed", Map.of("order_id", "o-1", "products", List.of("shoes")));

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().get("properties")).isEqualTo(Map.of("products", List.of("shoes")));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2020-01-01T00:00:00Z, 2020-01-01T00:00:10Z, 2026-03-01T11:59:50Z",
        "2030-01-01T00:00:00Z, 2030-01-01T00:01:00Z, 2026-03-01T11:59:00Z",
        "2026-03-01T11:00:00Z, -, 2026-03-01T11:00:00Z",
        "2026-03-01T11:00:00Z, soon, 2026-03-01T11:00:00Z",
        "soon, 2026-03-01T11:00:00Z, soon",
        "-, 2026-03-01T11:00:00Z, -"
      })
  void whatHappenedBeforeTheMessageLeftHappenedAsLongBeforeItArrived(
      String timestamp, String sentAt, String corrected) {
    assertThat(SenderClock.correct(timestamp, sentAt, NOW)).isEqualTo(corrected);
  }
}
