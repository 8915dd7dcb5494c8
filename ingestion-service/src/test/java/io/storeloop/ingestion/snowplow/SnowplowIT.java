package io.storeloop.ingestion.snowplow;

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

class SnowplowIT {
  private static final String PATH = "/com.snowplowanalytics.snowplow/tp2";

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

  private static String payload(String events) {
    return "{\"schema\": \"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4\", \"data\": ["
        + events
        + "]}";
  }

  @Test
  void theLinesOfAClassicTransactionAreItsPurchases() {
    Answer answer =
        ingestion.post(
            PATH,
            payload(
                """
                {"e": "tr", "eid": "tr-1", "duid": "browser-7", "ttm": "1772366700000", "tr_id": "o-8", "tr_tt": "64.40"},
                {"e": "ti", "eid": "ti-1", "duid": "browser-7", "ttm": "1772366700000", "ti_id": "o-8", "ti_sk": "shoes",
                 "ti_pr": "59.90", "ti_qu": "1", "ti_cu": "EUR", "ti_nm": "Red shoes"},
                {"e": "ti", "eid": "ti-2", "duid": "browser-7", "ttm": "1772366700000", "ti_id": "o-8", "ti_sk": "socks",
                 "ti_pr": "4.50", "ti_qu": "1", "ti_cu": "EUR"}\
                """));

    assertThat(answer.verdict()).isEqualTo("3 0 0 0");
    assertThat(
            rows(
                "message_id, type, item_id, quantity, price, currency, order_id, properties",
                "anonymous_id = 'browser-7'"))
        .containsExactly(
            "tr-1|custom|o-8|{\"event\": \"transaction\", \"total\": \"64.40\"}",
            "ti-1|purchase|shoes|1|59.9000|EUR|o-8|{\"name\": \"Red shoes\"}",
            "ti-2|purchase|socks|1|4.5000|EUR|o-8|{}");
  }

  @Test
  void theSendersClockIsCorrected() {
    Answer answer =
        ingestion.post(
            PATH,
            payload(
                """
                {"e": "pv", "eid": "pv-1", "duid": "b", "dtm": "1577836800000", "stm": "1577836830000", "url": "https://shop.example/"}\
                """));

    assertThat(answer.verdict()).isEqualTo("0 1 0 0");
    assertThat(rows("type, received_at - occurred_at, properties", "message_id = 'pv-1'"))
        .containsExactly("page|00:00:30|{\"url\": \"https://shop.example/\"}");
  }

  @Test
  void aBadEventSpoilsNoneOfItsNeighbours() {
    Answer answer =
        ingestion.post(
            PATH,
            payload(
                """
                {"e": "pv", "eid": "s-1", "duid": "ben", "ttm": "1772366700000"},
                null,
                "pv",
                {"eid": "s-2", "duid": "ben"},
                {"e": "xx", "eid": "s-3", "duid": "ben"},
                {"e": "ue", "eid": "s-4", "duid": "ben", "ue_px": "%%%"},
                {"e": "ue", "eid": "s-5", "duid": "ben", "ue_px": "bm90IGpzb24"},
                {"e": "ue", "eid": "s-6", "duid": "ben", "ue_pr": "{}"},
                {"e": "ue", "eid": "s-7", "duid": "ben", "ue_pr": {"data": 1}},
                {"e": "pv", "eid": "s-8", "duid": "ben", "cx": "e30", "co": "{\\"data\\": [NaN]}"},
                {"e": "se", "eid": "s-9", "duid": "ben"},
                {"e": "pv", "eid": "s-10", "duid": "b\\u0000n"},
                {"e": "pv", "eid": "s-11", "duid": "ben", "dtm": "soon"},
                {"e": "pv", "eid": "s-12"},
                {"e": "ti", "eid": "s-13", "duid": "ben", "ti_sk": "shoes", "ti_pr": "dear"},
                {"e": "se", "eid": "s-14", "duid": "ben", "se_ac": "fitted", "se_va": "3", "ttm": "1772366700000"}\
                """));

    assertThat(answer.rejectionCodes())
        .containsExactly(
            "null_element",
            "not_an_object",
            "unknown_type",
            "unknown_type",
            "invalid_base64",
            "not_an_object",
            "missing_event",
            "wrong_type",
            "malformed_json",
            "missing_event",
            "nul_character",
            "invalid_timestamp",
            "missing_user",
            "invalid_price");
    assertThat(answer.verdict()).isEqualTo("2 0 0 14");
    assertThat(rows("message_id, properties", "anonymous_id = 'ben'"))
        .containsExactly("s-1|{}", "s-14|{\"event\": \"fitted\", \"value\": \"3\"}");
  }

  @Test
  void aCallThatCannotBeCutIsRefusedWhole() {
    String many = String.join(",", Collections.nCopies(1001, "{}"));

    assertThat(ingestion.post(PATH, "[]").code()).isEqualTo("malformed_json");
    assertThat(ingestion.post(PATH, "{\"data\": {}}").code()).isEqualTo("missing_events");
    assertThat(ingestion.post(PATH, payload(many)).code()).isEqualTo("too_many_events");
  }

  @Test
  void aPageOfAnotherSiteMaySendWithTheKeyInAHeaderOfItsOwn() {
    Answer asked =
        ingestion.send(
            ingestion
                .requestWithoutKey(PATH)
                .header("Origin", "https://shop.example")
                .method("OPTIONS", BodyPublishers.noBody()));
    Answer sent =
        ingestion.send(
            ingestion
                .requestWithoutKey(PATH)
                .header("Origin", "https://shop.example")
                .header("X-API-Key", TestDatabase.WRITE_KEY)
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(
                    BodyPublishers.ofString(
                        payload(
                            "{\"e\": \"pv\", \"eid\": \"cors-1\", \"duid\": \"c\", \"ttm\": \"1772366700000\"}"))));

    assertThat(asked.status()).isEqualTo(204);
    assertThat(sent.verdict()).isEqualTo("1 0 0 0");
    assertThat(sent.headers()).containsEntry("access-control-allow-origin", List.of("*"));
  }

  @Test
  void aRejectedEventIsTriedAgainAsSnowplowEvent() {
    ingestion.post(PATH, payload("{\"e\": \"pv\", \"eid\": \"again-1\", \"page\": \"again\"}"));
    JsonNode waiting =
        ingestion.get("/v1/quarantine?code=missing_user").body().path("records").get(0);

    Answer again =
        ingestion.secretPost(
            "/v1/quarantine/" + waiting.path("id").asString() + "/replay",
            "application/json",
            "".getBytes(StandardCharsets.UTF_8));

    assertThat(waiting.path("source").asString()).isEqualTo("snowplow");
    assertThat(again.code()).isEqualTo("missing_user");
  }
}
