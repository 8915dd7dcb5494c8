package io.storeloop.ingestion.gorse;

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

class GorseIT {
  private static final String PATH = "/api/feedback";

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

  @Test
  void feedbackIsStoredOnceWhetherItIsPostedOrPut() {
    String feedback =
        """
        [{"FeedbackType": "star", "UserId": "anna", "ItemId": "shoes", "Timestamp": "2026-03-01T12:00:00Z", "Comment": ""},
         {"FeedbackType": "Hum", "UserId": "anna", "ItemId": "shoes", "Timestamp": "2026-03-01T12:00:01Z", "Value": 2.5}]\
        """;

    Answer first = ingestion.post(PATH, feedback);
    Answer second = ingestion.put(PATH, feedback);

    assertThat(first.verdict()).isEqualTo("2 0 0 0");
    assertThat(first.body().path("RowAffected").asInt()).isEqualTo(2);
    assertThat(second.verdict()).isEqualTo("0 0 2 0");
    assertThat(second.body().path("RowAffected").asInt()).isZero();
    assertThat(rows("type, user_id, item_id, source, properties", "item_id = 'shoes'"))
        .containsExactly(
            "wishlist|anna|shoes|gorse|{}",
            "custom|anna|shoes|gorse|{\"event\": \"Hum\", \"value\": 2.5}");
  }

  @Test
  void badFeedbackSpoilsNoneOfItsNeighbours() {
    Answer answer =
        ingestion.post(
            PATH,
            """
            [{"FeedbackType": "read", "UserId": "ben", "ItemId": "hat", "Timestamp": "2026-03-01T12:00:00Z"},
             null,
             7,
             {"UserId": "ben", "ItemId": "hat"},
             {"FeedbackType": "read", "ItemId": "hat"},
             {"FeedbackType": "read", "UserId": "ben"},
             {"FeedbackType": "read", "UserId": "b\\u0000n", "ItemId": "hat"},
             {"FeedbackType": "read", "UserId": "ben", "ItemId": "hat", "Timestamp": "soon"},
             {"FeedbackType": "read", "UserId": "ben", "ItemId": "hat", "Value": NaN},
             {"FeedbackType": "rating", "UserId": "ben", "ItemId": "hat", "Value": 11},
             {"FeedbackType": "read", "UserId": ["ben"], "ItemId": "hat"},
             {"FeedbackType": "purchase", "UserId": "ben", "ItemId": "hat"}]\
            """);

    assertThat(answer.rejectionCodes())
        .containsExactly(
            "null_element",
            "not_an_object",
            "missing_event",
            "missing_user",
            "missing_item",
            "nul_character",
            "invalid_timestamp",
            "malformed_json",
            "invalid_rating",
            "wrong_type");
    assertThat(answer.verdict()).isEqualTo("1 1 0 10");
    assertThat(answer.body().path("RowAffected").asInt()).isEqualTo(2);
    assertThat(rows("type", "user_id = 'ben'")).containsExactly("view", "purchase");
  }

  @Test
  void aCallThatCannotBeCutIsRefusedWhole() {
    String many = String.join(",", Collections.nCopies(1001, "{}"));

    assertThat(ingestion.post(PATH, "{}").code()).isEqualTo("malformed_json");
    assertThat(ingestion.post(PATH, "").status()).isEqualTo(400);
    assertThat(ingestion.post(PATH, "[{}").code()).isEqualTo("malformed_json");
    assertThat(ingestion.post(PATH, "[" + many + "]").code()).isEqualTo("too_many_events");
  }

  @Test
  void theKeyComesInTheHeaderThatGorsesClientsSet() {
    Answer answer =
        ingestion.send(
            ingestion
                .requestWithoutKey(PATH)
                .header("X-API-Key", TestDatabase.WRITE_KEY)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("[]")));

    assertThat(answer.verdict()).isEqualTo("0 0 0 0");
  }

  @Test
  void rejectedFeedbackIsTriedAgainAsFeedback() {
    ingestion.post(PATH, "[{\"FeedbackType\": \"cart\", \"UserId\": \"clara\"}]");
    JsonNode waiting =
        ingestion.get("/v1/quarantine?code=missing_item").body().path("records").get(0);

    Answer again =
        ingestion.secretPost(
            "/v1/quarantine/" + waiting.path("id").asString() + "/replay",
            "application/json",
            "".getBytes(StandardCharsets.UTF_8));

    assertThat(waiting.path("source").asString()).isEqualTo("gorse");
    assertThat(again.code()).isEqualTo("missing_item");
  }
}
