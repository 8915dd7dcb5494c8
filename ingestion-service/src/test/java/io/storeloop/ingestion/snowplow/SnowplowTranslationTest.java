package io.storeloop.ingestion.snowplow;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.intake.Translated;
import io.storeloop.ingestion.intake.TranslatedMessage;
import io.storeloop.ingestion.validation.Arrival;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowplowTranslationTest {
  private static final String PRODUCT =
      entity(
          "product",
          "\"id\": \"shoes\", \"category\": \"Shoes\", \"price\": 59.9, \"currency\": \"EUR\"");
  private static final Arrival ARRIVAL =
      Arrival.inCall("snowplow", Instant.parse("2026-03-01T12:00:00Z"), 0);

  private static String entity(String name, String data) {
    return "{\"schema\": \"iglu:com.snowplowanalytics.snowplow.ecommerce/"
        + name
        + "/jsonschema/1-0-0\", \"data\": {"
        + data
        + "}}";
  }

  private static TranslatedMessage message(Map<String, Object> fields) {
    Map<String, Object> all = new HashMap<>(fields);
    all.putIfAbsent("duid", "browser-7");
    return ((Translated.Understood) SnowplowTranslation.translated(all, ARRIVAL)).message();
  }

  private static List<Map<String, Object>> selfDescribing(
      String schema, String data, String... entities) {
    return List.copyOf(
        message(
                Map.of(
                    "e", "ue",
                    "ue_pr",
                        "{\"schema\": \"iglu:x/unstruct_event/jsonschema/1-0-0\", \"data\": {\"schema\": \""
                            + schema
                            + "\", \"data\": {"
                            + data
                            + "}}}",
                    "co",
                        "{\"schema\": \"iglu:x/contexts/jsonschema/1-0-0\", \"data\": ["
                            + String.join(",", entities)
                            + "]}"))
            .events());
  }

  private static List<Map<String, Object>> action(String data, String... entities) {
    return selfDescribing(
        "iglu:com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action/jsonschema/1-0-2",
        data,
        entities);
  }

  @ParameterizedTest
  @CsvSource({
    "product_view, view",
    "list_click, click",
    "add_to_cart, add_to_cart",
    "remove_from_cart, remove_from_cart",
    "transaction, purchase",
    "refund, refund"
  })
  void whatAShopperDoesToAProductIsARowForEach(String action, String type) {
    List<Map<String, Object>> rows = action("\"type\": \"" + action + "\"", PRODUCT, PRODUCT);

    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst()).containsEntry("type", type).containsEntry("itemId", "shoes");
  }

  @Test
  void aListSeenIsOneEventWithItsProducts() {
    Map<String, Object> row =
        action("\"type\": \"list_view\", \"name\": \"home\"", PRODUCT).getFirst();

    assertThat(row).containsEntry("type", "list_view").containsEntry("listId", "home");
    assertThat(row.get("properties").toString()).contains("product", "shoes");
  }

  @Test
  void theFirstStepOfACheckoutIsItsBeginning() {
    assertThat(
            action("\"type\": \"checkout_step\"", entity("checkout_step", "\"step\": 1"))
                .getFirst())
        .containsEntry("type", "checkout");
    assertThat(
            action("\"type\": \"checkout_step\"", entity("checkout_step", "\"step\": 2"))
                .getFirst())
        .containsEntry("type", "custom");
  }

  @Test
  void promotionsAndRefundsCarryTheirEntity() {
    assertThat(
            action(
                    "\"type\": \"promo_click\"",
                    entity("promotion", "\"id\": \"spring\", \"position\": 2"))
                .getFirst())
        .containsEntry("type", "promotion_click")
        .containsEntry("position", 2)
        .containsEntry("properties", Map.of("promotion_id", "spring"));
    assertThat(
            action(
                    "\"type\": \"refund\"",
                    entity(
                        "refund",
                        "\"transaction_id\": \"o-1\", \"currency\": \"EUR\", \"refund_amount\": 20"))
                .getFirst())
        .containsEntry("orderId", "o-1")
        .containsEntry("price", 20);
  }

  @Test
  void theUserEntityNamesTheShopperWhereTheTrackerDoesNot() {
    assertThat(
            action(
                    "\"type\": \"product_view\"",
                    PRODUCT,
                    entity("user", "\"id\": \"anna\", \"email\": \"a@b\""))
                .getFirst())
        .containsEntry("userId", "anna")
        .containsEntry("properties", Map.of("category", "Shoes"));
  }

  @Test
  void olderSchemasBecomeOurTypesToo() {
    assertThat(
            selfDescribing(
                    "iglu:com.snowplowanalytics.snowplow/add_to_cart/jsonschema/1-0-0",
                    "\"sku\": \"shoes\", \"unitPrice\": 59.9, \"quantity\": 1")
                .getFirst())
        .containsEntry("type", "add_to_cart")
        .containsEntry("itemId", "shoes");
    assertThat(
            selfDescribing(
                    "iglu:com.snowplowanalytics.snowplow/site_search/jsonschema/1-0-0",
                    "\"terms\": [\"red\", \"shoes\"]")
                .getFirst())
        .containsEntry("type", "search")
        .containsEntry("query", "red shoes");
  }

  @Test
  void anyOtherSchemaIsTheShopsOwnEvent() {
    assertThat(
            selfDescribing("iglu:com.shop/fitted/jsonschema/1-0-0", "\"quantity\": \"many\"")
                .getFirst())
        .containsEntry("type", "custom")
        .containsEntry(
            "properties", Map.of("event", "fitted", "vendor", "com.shop", "quantity", "many"));
  }

  @Test
  void theSessionOfAMobileTrackerIsFoundInItsEntity() {
    String session =
        "{\"schema\": \"iglu:com.snowplowanalytics.snowplow/client_session/jsonschema/1-0-2\", \"data\": {\"userId\": \"phone-1\", \"sessionId\": \"s-1\"}}";
    Map<String, Object> fields = new HashMap<>();
    fields.put("duid", null);
    fields.put("e", "pv");
    fields.put("co", "{\"data\": [" + session + "]}");
    Map<String, Object> all = new HashMap<>(fields);

    TranslatedMessage message =
        ((Translated.Understood) SnowplowTranslation.translated(all, ARRIVAL)).message();

    assertThat(message.events().getFirst())
        .containsEntry("anonymousId", "phone-1")
        .containsEntry("sessionId", "s-1");
  }

  @Test
  void sendingAgainLaterIsTheSameMessage() {
    assertThat(message(Map.of("e", "pv", "dtm", "1", "stm", "2")).content())
        .isEqualTo(message(Map.of("e", "pv", "dtm", "1", "stm", "3")).content());
  }
}
