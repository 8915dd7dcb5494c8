package io.storeloop.ingestion.ga4;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class Ga4IT {
  private static final String PATH = "/mp/collect";

  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  private static List<String> rows(String columns, String where) {
    return ingestion
        .database()
        .owner()
        .sql("select concat_ws('|', " + columns + ") from event where " + where + " order by id")
        .query(String.class)
        .list();
  }

  private static String call(String events) {
    return "{\"client_id\": \"browser-7\", \"timestamp_micros\": \"1772366700000000\", \"events\": ["
        + events
        + "]}";
  }

  @Test
  void whatAShopperDoesToSeveralItemsIsARowForEach() {
    Answer answer =
        ingestion.post(
            PATH,
            call(
                """
                {"name": "add_to_cart", "params": {"message_id": "cart-1", "currency": "EUR", "value": 64.4, "session_id": 17,
                  "engagement_time_msec": 1200,
                  "items": [{"item_id": "shoes", "price": 59.9, "item_list_id": "home"}, {"item_id": "socks", "price": 4.5}]}}\
                """));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.verdict()).isEqualTo("1 0 0 0");
    assertThat(
            rows(
                "message_id, type, anonymous_id, session_id, item_id, quantity, price, currency, list_id, duration_millis, occurred_at at time zone 'UTC', properties",
                "message_id like 'cart-1%'"))
        .containsExactly(
            "cart-1#0|add_to_cart|browser-7|17|shoes|1|59.9000|EUR|home|1200|2026-03-01 12:05:00|{\"value\": 64.4}",
            "cart-1#1|add_to_cart|browser-7|17|socks|1|4.5000|EUR|1200|2026-03-01 12:05:00|{}");
  }

  @Test
  void aBadEventSpoilsNoneOfItsNeighbours() {
    Answer answer =
        ingestion.post(
            PATH,
            call(
                """
                {"name": "view_item", "params": {"message_id": "g-1", "items": [{"item_id": "shoes"}]}},
                null,
                "view_item",
                {"params": {}},
                {"name": 7},
                {"name": "view_item", "params": {"message_id": "g-2", "items": [{"item_id": "sho\\u0000es"}]}},
                {"name": "view_item", "params": {"message_id": "g-3", "items": [{"item_id": "shoes", "price": NaN}]}},
                {"name": "view_item", "params": {"message_id": "g-4", "items": [{"item_id": "shoes", "price": 1e400}]}},
                {"name": "view_item", "params": {"message_id": "g-5", "items": [{"item_id": {"a": 1}}]}},
                {"name": "view_item", "params": {"message_id": "g-6"}},
                {"name": "view_item", "timestamp_micros": 1e30, "params": {"message_id": "g-7", "items": [{"item_id": "shoes"}]}},
                {"name": "view_item", "timestamp_micros": "soon", "params": {"message_id": "g-8", "items": [{"item_id": "shoes"}]}},
                {"name": "level_up", "params": {"message_id": "g-9", "price": "free", "index": "top"}}\
                """));

    assertThat(answer.rejectionCodes())
        .containsExactly(
            "null_element",
            "not_an_object",
            "missing_event",
            "missing_event",
            "nul_character",
            "malformed_json",
            "invalid_price",
            "wrong_type",
            "missing_item",
            "invalid_timestamp",
            "invalid_timestamp");
    assertThat(answer.verdict()).isEqualTo("2 0 0 11");
    assertThat(rows("message_id, type, properties", "message_id in ('g-1', 'g-9')"))
        .containsExactly(
            "g-1|view|{}",
            "g-9|custom|{\"event\": \"level_up\", \"index\": \"top\", \"price\": \"free\"}");
  }

  @Test
  void anEventWithoutClientOrUserIsNobodys() {
    assertThat(ingestion.post(PATH, "{\"events\": [{\"name\": \"login\"}]}").rejectionCodes())
        .containsExactly("missing_user");
  }

  @Test
  void aCallThatCannotBeCutIsRefusedWhole() {
    String six = "{\"name\": \"page_view\"}";

    assertThat(ingestion.post(PATH, "[]").code()).isEqualTo("malformed_json");
    assertThat(ingestion.post(PATH, "{\"events\": [}").code()).isEqualTo("malformed_json");
    assertThat(ingestion.post(PATH, "{\"client_id\": \"b\"}").code()).isEqualTo("missing_events");
    assertThat(ingestion.post(PATH, call(String.join(",", Collections.nCopies(26, six)))).code())
        .isEqualTo("too_many_events");
    assertThat(
            ingestion
                .post(PATH, "{\"x\": \"" + "x".repeat(9000) + "\", \"events\": [" + six + "]}")
                .code())
        .isEqualTo("envelope_too_large");
  }

  @Test
  void theWriteKeyMayStandInTheAddressAndTheBodyMayBePlainText() {
    Answer known =
        ingestion.send(
            ingestion
                .requestWithoutKey(
                    PATH + "?measurement_id=G-1&api_secret=" + TestDatabase.WRITE_KEY)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(
                    BodyPublishers.ofString(
                        call(
                            "{\"name\": \"page_view\", \"params\": {\"message_id\": \"plain-1\"}}"))));
    Answer unknown =
        ingestion.send(
            ingestion
                .requestWithoutKey(PATH + "?measurement_id=G-1&api_secret=wk_none")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(call(""))));

    assertThat(known.verdict()).isEqualTo("1 0 0 0");
    assertThat(unknown.code()).isEqualTo("unknown_key");
  }

  @Test
  void twoEqualEventsOfACallAreTwoAndTheSameCallAgainBringsNothing() {
    String call =
        """
        {"client_id": "browser-7", "timestamp_micros": 1772366700000000, "events": [
          {"name": "level_up", "params": {"level": 3}}, {"name": "level_up", "params": {"level": 3}}]}\
        """;

    assertThat(ingestion.post(PATH, call).verdict()).isEqualTo("0 2 0 0");
    assertThat(ingestion.post(PATH, call).verdict()).isEqualTo("0 0 2 0");
  }

  @Test
  void aPurchaseThatNamesItsTransactionCountsOnceEvenWithoutAnIdAndATime() {
    String purchase =
        """
        {"client_id": "browser-7", "events": [{"name": "purchase", "params": {"transaction_id": "o-77",
          "items": [{"item_id": "shoes", "price": 59.9}]}}]}\
        """;

    assertThat(ingestion.post(PATH, purchase).verdict()).isEqualTo("0 1 0 0");
    assertThat(ingestion.post(PATH, purchase).verdict()).isEqualTo("0 0 1 0");
  }

  @Test
  void aRejectedEventIsTriedAgainAsGa4Event() {
    ingestion.post(
        PATH, call("{\"name\": \"view_item\", \"params\": {\"message_id\": \"again-1\"}}"));
    JsonNode waiting =
        ingestion.get("/v1/quarantine?code=missing_item").body().path("records").get(0);

    Answer again =
        ingestion.secretPost(
            "/v1/quarantine/" + waiting.path("id").asString() + "/replay",
            "application/json",
            "".getBytes(StandardCharsets.UTF_8));

    assertThat(waiting.path("source").asString()).isEqualTo("ga4");
    assertThat(again.code()).isEqualTo("missing_item");
  }
}
