package io.storeloop.ingestion.personalize;

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

class PersonalizeIT {
  private static final String PATH = "/events";

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
    return "{\"trackingId\": \"t\", \"userId\": \"anna\", \"sessionId\": \"s-1\", \"eventList\": ["
        + events
        + "]}";
  }

  @Test
  void theSessionStandsForAShopperWhoIsNotKnownYet() {
    Answer answer =
        ingestion.post(
            PATH,
            """
            {"trackingId": "t", "sessionId": "s-9", "eventList": [
              {"eventId": "p-1", "eventType": "View", "itemId": "shoes", "sentAt": 1772366700.25, "recommendationId": "r-1",
               "impression": ["shoes", "hat"], "eventValue": 3.5}]}\
            """);

    assertThat(answer.verdict()).isEqualTo("1 0 0 0");
    assertThat(
            rows(
                "type, anonymous_id, session_id, item_id, recommendation_id, occurred_at at time zone 'UTC', properties",
                "message_id = 'p-1'"))
        .containsExactly(
            "view|s-9|s-9|shoes|r-1|2026-03-01 12:05:00.25|{\"eventValue\": 3.5, \"impression\": [\"shoes\", \"hat\"]}");
  }

  @Test
  void aBadEventSpoilsNoneOfItsNeighbours() {
    Answer answer =
        ingestion.post(
            PATH,
            call(
                """
                {"eventId": "p-2", "eventType": "click", "itemId": "shoes", "sentAt": 1772366700},
                null,
                [],
                {"eventId": "p-3", "itemId": "shoes"},
                {"eventId": "p-4", "eventType": "view", "sentAt": 1772366700},
                {"eventId": "p-5", "eventType": "view", "itemId": "sh\\u0000", "sentAt": 1772366700},
                {"eventId": "p-6", "eventType": "view", "itemId": "shoes", "sentAt": -1},
                {"eventId": "p-7", "eventType": "view", "itemId": "shoes", "sentAt": NaN},
                {"eventId": "p-8", "eventType": "view", "itemId": "shoes", "sentAt": 1772366700, "properties": "{"},
                {"eventId": "p-9", "eventType": "view", "itemId": "shoes", "sentAt": {"a": 1}},
                {"eventId": "p-10", "eventType": "purchase", "itemId": "shoes", "sentAt": 1772366700, "properties": "{\\"price\\": -1}"},
                {"eventId": "p-11", "eventType": "Fitted", "itemId": "shoes", "sentAt": 1772366700, "properties": "{\\"price\\": \\"free\\"}"}\
                """));

    assertThat(answer.rejectionCodes())
        .containsExactly(
            "null_element",
            "not_an_object",
            "missing_event",
            "missing_item",
            "nul_character",
            "invalid_timestamp",
            "malformed_json",
            "malformed_json",
            "wrong_type",
            "invalid_price");
    assertThat(answer.verdict()).isEqualTo("2 0 0 10");
    assertThat(rows("type, properties", "message_id in ('p-2', 'p-11')"))
        .containsExactly("click|{}", "custom|{\"event\": \"Fitted\", \"price\": \"free\"}");
  }

  @Test
  void aCallThatCannotBeCutIsRefusedWhole() {
    String many = String.join(",", Collections.nCopies(1001, "{}"));

    assertThat(ingestion.post(PATH, "[]").code()).isEqualTo("malformed_json");
    assertThat(ingestion.post(PATH, "{\"eventList\": {}}").code()).isEqualTo("missing_events");
    assertThat(ingestion.post(PATH, call(many)).code()).isEqualTo("too_many_events");
  }

  @Test
  void theAccessKeyIdOfAnAwsSignatureIsTheWriteKey() {
    Answer answer =
        ingestion.send(
            ingestion
                .requestWithoutKey(PATH)
                .header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=%s/20260301/eu-west-1/personalize/aws4_request, SignedHeaders=host, Signature=0"
                        .formatted(TestDatabase.WRITE_KEY))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        call(
                            "{\"eventId\": \"aws-1\", \"eventType\": \"watch\", \"itemId\": \"hat\", \"sentAt\": 1772366700}"))));

    assertThat(answer.verdict()).isEqualTo("1 0 0 0");
  }

  @Test
  void aRejectedEventIsTriedAgainAsPersonalizeEvent() {
    ingestion.post(PATH, call("{\"eventId\": \"again-1\", \"eventType\": \"cart\"}"));
    JsonNode waiting =
        ingestion.get("/v1/quarantine?code=missing_item").body().path("records").get(0);

    Answer again =
        ingestion.secretPost(
            "/v1/quarantine/" + waiting.path("id").asString() + "/replay",
            "application/json",
            "".getBytes(StandardCharsets.UTF_8));

    assertThat(waiting.path("source").asString()).isEqualTo("personalize");
    assertThat(again.code()).isEqualTo("missing_item");
  }
}
