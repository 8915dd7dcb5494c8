package io.storeloop.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QuarantineReplayIT {
  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion =
        RunningIngestion.start(
            "storeloop.ingestion.quarantine.max-age=30d",
            "storeloop.ingestion.quarantine.max-records=3");
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  @BeforeEach
  void empty() {
    ingestion.database().owner().sql("truncate quarantined_record, quality_counter").update();
  }

  /** Puts a record in quarantine as an earlier version of our rules would have. */
  private static String quarantined(String source, String code, String daysAgo, String payload) {
    return ingestion
        .database()
        .owner()
        .sql(
            """
            insert into quarantined_record (id, received_at, source, code, detail, payload, truncated)
            values (gen_random_uuid(), date_trunc('milliseconds', now()) - cast(:days as interval), :source, :code, '', :payload, false)
            returning cast(id as text)
            """)
        .param("days", daysAgo + " days")
        .param("source", source)
        .param("code", code)
        .param("payload", payload)
        .query(String.class)
        .single();
  }

  private static String view(String messageId) {
    return """
    {"messageId": "%s", "type": "view", "userId": "anna", "itemId": "shoes", "timestamp": "2026-03-01T12:00:00Z"}\
    """
        .formatted(messageId)
        .strip();
  }

  private static Answer replay(String path, String body) {
    return ingestion.secretPost(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static String summary(Answer bulk) {
    JsonNode body = bulk.body();
    return "%d tried %d %d %d %d %d"
        .formatted(
            body.path("tried").asInt(),
            body.path("accepted").asInt(),
            body.path("repaired").asInt(),
            body.path("duplicates").asInt(),
            body.path("rejected").asInt(),
            body.path("skipped").asInt());
  }

  @Test
  void afterAFixAllThatWaitWithOneCodeAreTriedAgain() {
    quarantined("events", "unknown_type", "5", view("bulk-1"));
    quarantined("events", "unknown_type", "4", view("bulk-1"));
    quarantined("events", "unknown_type", "3", view("bulk-2").replace("view", "look"));
    quarantined("nowhere", "unknown_type", "2", view("bulk-3"));
    quarantined("events", "invalid_price", "1", view("bulk-4"));

    Answer first = replay("/v1/quarantine/replay?code=unknown_type&limit=2", "");
    Answer second =
        replay(
            "/v1/quarantine/replay?code=unknown_type&limit=3&cursor="
                + first.body().path("nextCursor").asString(),
            "");
    Answer again = replay("/v1/quarantine/replay?code=unknown_type&source=events", "");

    assertThat(summary(first)).isEqualTo("2 tried 1 0 1 0 0");
    assertThat(summary(second)).isEqualTo("2 tried 0 0 0 1 1");
    assertThat(second.body().has("nextCursor")).isFalse();
    assertThat(second.body().path("records").get(0).path("code").asString())
        .isEqualTo("unknown_type");
    assertThat(second.body().path("records").get(1).path("code").asString())
        .isEqualTo("correction_needed");
    assertThat(summary(again)).isEqualTo("1 tried 0 0 0 1 0");
    assertThat(ingestion.count("event where message_id like 'bulk-%'")).isEqualTo(1);
  }

  @Test
  void aBulkReplayNamesTheMistakeAndIsBounded() {
    assertThat(replay("/v1/quarantine/replay", "").code()).isEqualTo("missing_code");
    assertThat(replay("/v1/quarantine/replay?code=x&limit=501", "").code())
        .isEqualTo("invalid_limit");
    assertThat(replay("/v1/quarantine/replay?code=x&cursor=eA", "").code())
        .isEqualTo("invalid_cursor");
    assertThat(summary(replay("/v1/quarantine/replay?code=x", ""))).isEqualTo("0 tried 0 0 0 0 0");
    assertThat(ingestion.post("/v1/quarantine/replay?code=x", "").code())
        .isEqualTo("secret_key_needed");
  }

  @Test
  void ofTwoCorrectionsAtOnceOneCounts() throws Exception {
    for (int round = 0; round < 5; round++) {
      String id = quarantined("events", "unknown_type", "1", "{}");
      CountDownLatch go = new CountDownLatch(1);
      List<Future<Integer>> statuses = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        for (int thread = 0; thread < 4; thread++) {
          String correction = view("once-" + round + "-" + thread);
          statuses.add(
              threads.submit(() -> {
                go.await();
                return replay("/v1/quarantine/" + id + "/replay", correction).status();
              }));
        }
        go.countDown();
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> status : statuses) {
          answers.add(status.get(1, TimeUnit.MINUTES));
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
      }
    }
    assertThat(ingestion.count("event where message_id like 'once-%'")).isEqualTo(5);
  }

  @Test
  void aRecordWithoutATimeHappenedOnTheDayItCame() {
    String id =
        quarantined(
            "events",
            "unknown_type",
            "9",
            "{\"messageId\": \"timeless\", \"type\": \"view\", \"userId\": \"anna\", \"itemId\": \"shoes\"}");

    Answer answer = replay("/v1/quarantine/" + id + "/replay", "");

    assertThat(answer.body().path("outcome").asString()).isEqualTo("repaired");
    assertThat(
            ingestion.count(
                "event e join quarantined_record q on q.received_at = e.occurred_at"
                    + " where e.message_id = 'timeless' and e.received_at > now() - interval '1 day'"))
        .isEqualTo(1);
    assertThat(ingestion.get("/v1/quarantine/" + id).body().path("replayedAt").asString())
        .isNotEmpty();
  }

  @Test
  void oneRecordAndTheSumsCanBeSeen() {
    String id = quarantined("events", "unknown_type", "2", "{\"n\": 1}");
    quarantined("events", "unknown_type", "1", "{\"n\": 2}");
    quarantined("segment", "missing_user", "3", "{}");

    JsonNode sums = ingestion.get("/v1/quarantine/summary").body();

    assertThat(ingestion.get("/v1/quarantine/" + id).body().path("payload").asString())
        .isEqualTo("{\"n\": 1}");
    assertThat(ingestion.get("/v1/quarantine/00000000-0000-0000-0000-000000000001").code())
        .isEqualTo("unknown_quarantined_record");
    assertThat(sums.path("waiting").asInt()).isEqualTo(3);
    assertThat(sums.path("groups").get(0).path("code").asString()).isEqualTo("unknown_type");
    assertThat(sums.path("groups").get(0).path("records").asInt()).isEqualTo(2);
    assertThat(ingestion.get("/v1/quarantine?source=segment").body().path("records").size())
        .isEqualTo(1);
  }

  @Test
  void whatIsTooOldOrTooMuchGoesAndIsCounted() {
    quarantined("events", "unknown_type", "31", "{\"n\": 0}");
    String oldest = quarantined("segment", "missing_user", "29", "{\"n\": 1}");
    for (int n = 2; n < 5; n++) {
      quarantined("events", "missing_user", "1", "{\"n\": " + n + "}");
    }

    long removed = ingestion.bean(QuarantineClearance.class).clear();

    assertThat(removed).isEqualTo(2);
    assertThat(ingestion.count("quarantined_record")).isEqualTo(3);
    assertThat(ingestion.get("/v1/quarantine/" + oldest).status()).isEqualTo(404);
    JsonNode sources = ingestion.get("/v1/quality").body().path("sources");
    assertThat(sources.get(0).path("expired").path("unknown_type").asInt()).isEqualTo(1);
    assertThat(sources.get(1).path("expired").path("missing_user").asInt()).isEqualTo(1);
    assertThat(sources.get(0).path("records").asInt()).isZero();
    assertThat(sources.get(0).path("balanced").asBoolean()).isTrue();
  }
}
