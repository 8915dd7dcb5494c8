package io.storeloop.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QuarantineIT {
  private static final String BAD =
      "{\"messageId\": \"q-1\", \"type\": \"look\", \"userId\": \"anna\", \"itemId\": \"shoes\"}";
  private static final String GOOD =
      """
      {"messageId": "q-1", "type": "view", "userId": "anna", "itemId": "shoes", "timestamp": "2026-03-01T12:00:00Z"}\
      """;

  private RunningIngestion ingestion;

  @BeforeEach
  void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterEach
  void stop() {
    ingestion.close();
  }

  private Answer replay(String id, String body) {
    return ingestion.secretPost(
        "/v1/quarantine/" + id + "/replay",
        "application/json",
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRejectedRecordWaitsOnceAndLeavesWhenMended() {
    ingestion.post("/v1/events", BAD);
    ingestion.post("/v1/events", BAD);
    JsonNode waiting = ingestion.get("/v1/quarantine?code=unknown_type").body().path("records");
    String id = waiting.get(0).path("id").asString();

    Answer asSent = replay(id, "");
    Answer corrected = replay(id, GOOD);
    Answer again = replay(id, GOOD);

    assertThat(waiting.size()).isEqualTo(1);
    assertThat(waiting.get(0).path("payload").asString()).isEqualTo(BAD);
    assertThat(asSent.body().path("outcome").asString()).isEqualTo("rejected");
    assertThat(asSent.code()).isEqualTo("unknown_type");
    assertThat(corrected.body().path("outcome").asString()).isEqualTo("accepted");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("replayed_already");
    assertThat(ingestion.count("event where message_id = 'q-1'")).isEqualTo(1);
    assertThat(ingestion.get("/v1/quarantine").body().path("records").size()).isZero();
  }

  @Test
  void whatCannotBeReadAsItWasSentNeedsACorrection() {
    ingestion.post(
        "/v1/events",
        "{\"userId\": \"anna\", \"type\": \"custom\", \"query\": \"" + "x".repeat(40_000) + "\"}");
    String id = ingestion.get("/v1/quarantine").body().path("records").get(0).path("id").asString();

    assertThat(replay(id, "").code()).isEqualTo("correction_needed");
    assertThat(replay("00000000-0000-0000-0000-000000000001", "").code())
        .isEqualTo("unknown_quarantined_record");
    assertThat(replay("seven", "").status()).isEqualTo(400);
  }

  @Test
  void aSegmentMessageIsTriedAgainAsSegmentMessage() {
    ingestion.post(
        "/v1/track",
        "{\"userId\": \"\", \"event\": \"Fitted\", \"timestamp\": \"2026-03-01T12:00:00Z\"}");
    JsonNode waiting = ingestion.get("/v1/quarantine").body().path("records").get(0);

    Answer answer = replay(waiting.path("id").asString(), "");

    assertThat(waiting.path("source").asString()).isEqualTo("segment");
    assertThat(answer.code()).isEqualTo("missing_user");
  }

  @Test
  void thePagesOfTheQuarantineFollowEachOther() {
    ingestion.post("/v1/events", "[{\"n\": 1}, {\"n\": 2}, {\"n\": 3}, {\"n\": \"\\u0000\"}]");

    Answer first = ingestion.get("/v1/quarantine?limit=3");
    Answer second =
        ingestion.get(
            "/v1/quarantine?limit=3&cursor=" + first.body().path("nextCursor").asString());

    assertThat(first.body().path("records").size()).isEqualTo(3);
    assertThat(second.body().path("records").size()).isEqualTo(1);
    assertThat(ingestion.get("/v1/quarantine?cursor=eA").code()).isEqualTo("invalid_cursor");
  }

  @Test
  void theDaysCountsAddUpToWhatWasSent() {
    ingestion.post("/v1/events", "[" + GOOD + "," + GOOD + "," + BAD + "]");
    ingestion.post(
        "/v1/events",
        "{\"type\": \"view\", \"userId\": 7, \"itemId\": \"shoes\", \"currency\": \"eur\"}");

    JsonNode source = ingestion.get("/v1/quality").body().path("sources").get(0);

    assertThat(source.path("source").asString()).isEqualTo("events");
    assertThat(source.path("records").asInt()).isEqualTo(4);
    assertThat(source.path("accepted").asInt()).isEqualTo(1);
    assertThat(source.path("duplicates").asInt()).isEqualTo(1);
    assertThat(source.path("rejected").asInt()).isEqualTo(1);
    assertThat(source.path("repaired").asInt()).isEqualTo(1);
    assertThat(source.path("rejections").path("unknown_type").asInt()).isEqualTo(1);
    assertThat(source.path("repairs").toString())
        .isEqualTo(
            "{\"currency_case\":1,\"missing_message_id\":1,\"missing_timestamp\":1,\"numeric_id\":1}");
    assertThat(ingestion.get("/v1/quality?day=2020-01-01").body().path("sources").size()).isZero();
    assertThat(ingestion.get("/v1/quality?day=x").code()).isEqualTo("invalid_parameter");
  }
}
