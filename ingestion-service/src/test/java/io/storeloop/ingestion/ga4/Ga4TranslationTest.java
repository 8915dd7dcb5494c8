package io.storeloop.ingestion.ga4;

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

class Ga4TranslationTest {
  private static final Arrival ARRIVAL =
      Arrival.inCall("ga4", Instant.parse("2026-03-01T12:00:00Z"), 0);

  private static TranslatedMessage message(
      String name, Map<String, Object> params, Map<String, Object> envelope) {
    Map<String, Object> call = new HashMap<>(envelope);
    call.put("client_id", "browser-7");
    call.put("events", List.of(Map.of("name", name, "params", params)));
    return ((Translated.Understood) Ga4Translation.translated(call, ARRIVAL)).message();
  }

  private static List<Map<String, Object>> events(String name, Map<String, Object> params) {
    return List.copyOf(message(name, params, Map.of()).events());
  }

  @ParameterizedTest
  @CsvSource({
    "view_item, view",
    "view_item_list, list_view",
    "select_item, click",
    "add_to_cart, add_to_cart",
    "remove_from_cart, remove_from_cart",
    "add_to_wishlist, wishlist",
    "begin_checkout, checkout",
    "purchase, purchase",
    "refund, refund",
    "search, search",
    "view_search_results, search",
    "view_promotion, promotion_view",
    "select_promotion, promotion_click",
    "page_view, page",
    "screen_view, page",
    "view_cart, custom",
    "add_payment_info, custom",
    "add_shipping_info, custom",
    "login, custom",
    "sign_up, custom",
    "level_up, custom"
  })
  void recommendedEventsBecomeOurTypes(String name, String type) {
    Map<String, Object> event = events(name, Map.of("item_id", "shoes")).getFirst();

    assertThat(event).containsEntry("type", type).containsEntry("anonymousId", "browser-7");
  }

  @Test
  void aListSeenIsOneEventWithItsItems() {
    List<Map<String, Object>> rows =
        events(
            "view_item_list",
            Map.of("item_list_id", "home", "items", List.of(Map.of("item_id", "shoes"))));

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst())
        .containsEntry("listId", "home")
        .containsEntry("properties", Map.of("items", List.of(Map.of("item_id", "shoes"))));
  }

  @Test
  void aPurchaseWithoutItemsIsWorthItsValue() {
    Map<String, Object> row =
        events("purchase", Map.of("transaction_id", "o-1", "value", 30)).getFirst();

    assertThat(row).containsEntry("orderId", "o-1").containsEntry("price", 30);
  }

  @Test
  void whoeverLogsInWithPropertiesIsIntroducedFirst() {
    TranslatedMessage message =
        message(
            "login",
            Map.of("method", "mail"),
            Map.of("user_id", "anna", "user_properties", Map.of("tier", Map.of("value", "gold"))));

    assertThat(message.numbered()).isTrue();
    assertThat(message.events()).hasSize(2);
    assertThat(message.events().get(0))
        .containsEntry("type", "identify")
        .containsEntry("userId", "anna")
        .containsEntry("properties", Map.of("tier", "gold"));
    assertThat(message.events().get(1))
        .containsEntry("type", "custom")
        .containsEntry("properties", Map.of("event", "login", "method", "mail"));
  }

  @Test
  void consentAndUserPropertiesGoWithTheEvent() {
    Map<String, Object> envelope =
        Map.of(
            "consent", Map.of("ad_user_data", "DENIED"),
            "user_properties", Map.of("tier", Map.of("value", "gold")));

    assertThat(message("page_view", Map.of("page_location", "/"), envelope).events().getFirst())
        .containsEntry(
            "properties",
            Map.of(
                "url", "/",
                "consent", Map.of("ad_user_data", "DENIED"),
                "userProperties", Map.of("tier", "gold")));
  }

  @Test
  void theEventsOwnTimeCountsBeforeTheCalls() {
    Map<String, Object> envelope = Map.of("timestamp_micros", 1772366700000000L);

    assertThat(message("login", Map.of(), envelope).events().getFirst())
        .containsEntry("timestamp", "2026-03-01T12:05:00Z");
    assertThat(
            message("login", Map.of("timestamp_micros", "1772366701000000"), envelope)
                .events()
                .getFirst())
        .containsEntry("timestamp", "2026-03-01T12:05:01Z");
  }
}
