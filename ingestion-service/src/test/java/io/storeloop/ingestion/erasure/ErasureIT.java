package io.storeloop.ingestion.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.schema.DatabaseProperties;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ingestion alone; the other owners are played by the test. */
class ErasureIT {
  private static final String KEY =
      "storeloop.ingestion.erasure.key=ek_test_0123456789abcdef0123456789abcdef";
  private static final long LINGER_MILLIS = 300;
  private static final String[] QUICK = {
    KEY,
    "storeloop.ingestion.erasure.refresh=50ms",
    "storeloop.ingestion.erasure.settle=100ms",
    "storeloop.ingestion.erasure.linger=" + LINGER_MILLIS + "ms",
    "storeloop.ingestion.erasure.poll=50ms",
    "storeloop.erasure.poll-interval=50ms"
  };
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final RunningIngestion INGESTION = RunningIngestion.start(QUICK);

  @AfterAll
  static void stop() {
    INGESTION.close();
  }

  private static String view(String messageId, String ids) {
    return """
    {"messageId": "%s", "type": "view", %s, "itemId": "shoes", "timestamp": "2026-03-01T12:00:00Z"}\
    """
        .formatted(messageId, ids);
  }

  private static String erase(String userId) {
    Answer answer = INGESTION.delete("/v1/users/" + userId);
    assertThat(answer.status()).isEqualTo(202);
    return answer.body().path("id").asString();
  }

  /** Waits for the state, and writes the receipts that the other owners would write. */
  private static Answer awaitState(String id, String state) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      writeReceipts(id);
      Answer answer = INGESTION.get("/v1/erasures/" + id);
      if (answer.body().path("state").asString().equals(state)) {
        return answer;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not " + state + ": " + answer.body());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** Waits until a verification has found something. */
  private static Answer awaitFound(String id) {
    await(() -> {
      writeReceipts(id);
      return rows("erasure where id = '%s' and found <> '{}'".formatted(id)) == 1;
    });
    return INGESTION.get("/v1/erasures/" + id);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static void writeReceipts(String id) {
    for (String owner : List.of("profile", "recommendation", "campaign")) {
      INGESTION
          .database()
          .owner()
          .sql(
              """
              insert into %s_erasure_receipt (erasure_id, round, counts, forgotten_at)
              select id, round, '{}', now() from erasure_v1 where id = :id on conflict do nothing
              """
                  .formatted(owner))
          .param("id", UUID.fromString(id))
          .update();
    }
  }

  /** Not simply the first: the receipts of the others carry the time of the database. */
  private static JsonNode ingestionsReceipt(Answer answer) {
    for (JsonNode receipt : answer.body().path("receipts")) {
      if (receipt.path("owner").asString().equals("ingestion")) {
        return receipt;
      }
    }
    throw new AssertionError("no receipt of ingestion: " + answer.body());
  }

  private static long rows(String from) {
    return INGESTION.count(from);
  }

  @Test
  void anErasedShopperIsGoneAndStaysAway() {
    INGESTION.post(
        "/v1/events",
        "["
            + view("e-1", "\"userId\": \"canary-anna-1\", \"anonymousId\": \"canary-phone-1\"")
            + ","
            + view("e-2", "\"anonymousId\": \"canary-phone-1\"")
            + ","
            + view("e-3", "\"userId\": \"neighbour-ben\"")
            + ","
            + "{\"type\": \"look\", \"userId\": \"canary-anna-1\"}"
            + ","
            + "{\"type\": \"look\", \"userId\": \"neighbour-ben\"}"
            + "]");

    String id = erase("canary-anna-1");
    Answer late = INGESTION.post("/v1/events", view("e-4", "\"userId\": \"canary-anna-1\""));
    Answer lateAndBad =
        INGESTION.post("/v1/events", "{\"type\": \"look\", \"userId\": \"canary-anna-1\"}");
    Answer done = awaitState(id, "verified");

    assertThat(late.rejectionCodes()).containsExactly("erased_user");
    assertThat(lateAndBad.rejectionCodes()).containsExactly("erased_user");
    assertThat(done.body().path("verifiedAt").asString("")).isNotEmpty();
    assertThat(done.body().path("receipts").size()).isEqualTo(4);
    assertThat(Instant.parse(done.body().path("verifiedAt").asString()))
        .as("the owners were told for long enough")
        .isAfterOrEqualTo(
            Instant.parse(ingestionsReceipt(done).path("forgottenAt").asString())
                .plusMillis(LINGER_MILLIS));
    assertThat(ingestionsReceipt(done).path("counts").toString())
        .isEqualTo("{\"events\":2,\"eventKeys\":2,\"quarantined\":1,\"importProblems\":0}");
    assertThat(rows("event where event::text like '%canary-%-1%'")).isZero();
    assertThat(rows("quarantined_record where payload like '%canary-anna-1%'")).isZero();
    assertThat(rows("erasure where erasure::text like '%canary-anna-1%'")).isZero();
    assertThat(rows("event where user_id = 'neighbour-ben'")).isEqualTo(1);
    assertThat(rows("quarantined_record where payload like '%neighbour-ben%'")).isEqualTo(1);
    assertThat(
            INGESTION
                .post("/v1/events", view("e-5", "\"anonymousId\": \"canary-phone-1\""))
                .rejectionCodes())
        .containsExactly("erased_user");
    assertThat(
            INGESTION
                .post(
                    "/v1/events",
                    "["
                        + view("e-6", "\"anonymousId\": \"new-phone\"")
                        + ","
                        + view("e-7", "\"userId\": \"carl\", \"anonymousId\": \"canary-phone-1\"")
                        + "]")
                .verdict())
        .isEqualTo("2 0 0 0");
  }

  @Test
  void whatCameBackAfterwardsIsErasedWhenAskedForAgain() {
    String id = erase("canary-again-4");
    awaitState(id, "verified");
    INGESTION
        .database()
        .owner()
        .sql(
            """
            insert into decision (id, decided_at, user_id, placement, held_out, as_of, inputs, reasons, context)
            values (gen_random_uuid(), now(), 'canary-again-4', 'home', false, now(), '{}', '[]', '{}')
            """)
        .update();

    Answer again = INGESTION.delete("/v1/users/canary-again-4");
    Answer whileItIsOpen = INGESTION.delete("/v1/users/canary-again-4");
    Answer told = awaitFound(id);
    INGESTION.database().owner().sql("delete from decision").update();
    Answer verified = awaitState(id, "verified");

    assertThat(again.body().path("id").asString()).isEqualTo(id);
    assertThat(again.body().path("state").asString()).isEqualTo("requested");
    assertThat(again.body().path("round").asInt()).isEqualTo(2);
    assertThat(whileItIsOpen.body().path("id").asString()).isEqualTo(id);
    assertThat(told.body().path("found").toString()).contains("decision.user_id");
    assertThat(verified.body().path("round").asInt()).isEqualTo(3);
    assertThat(rows("erasure where erasure::text like '%canary-again-4%'")).isZero();
  }

  @Test
  void aSharedDeviceIsItsFirstUsersAlsoBeforeAnyProfileIsMade() {
    INGESTION.post(
        "/v1/events",
        view("d-1", "\"userId\": \"first-frank\", \"anonymousId\": \"shared-phone\""));
    INGESTION.post(
        "/v1/events",
        view("d-2", "\"userId\": \"second-sara\", \"anonymousId\": \"shared-phone\""));
    INGESTION.post("/v1/events", view("d-3", "\"anonymousId\": \"shared-phone\""));

    awaitState(erase("second-sara"), "verified");
    Answer later = INGESTION.post("/v1/events", view("d-4", "\"anonymousId\": \"shared-phone\""));
    long left = rows("event where anonymous_id = 'shared-phone'");
    awaitState(erase("first-frank"), "verified");

    assertThat(later.rejectionCodes()).isEmpty();
    assertThat(left).isEqualTo(3);
    assertThat(rows("event where anonymous_id = 'shared-phone'")).isZero();
  }

  @Test
  void aDeviceThatIsBoundMeanwhileIsRefusedBeforeItsEventsAreDeleted() throws SQLException {
    DatabaseProperties database = INGESTION.database().properties();
    INGESTION.database().owner().sql("select ensure_event_partition(now())").query().singleRow();
    String[] id = {""};
    try (Connection writer =
            DriverManager.getConnection(database.url(), database.username(), database.password());
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute(
          """
          insert into event (event_id, message_id, type, user_id, anonymous_id, occurred_at, received_at, source)
          values (gen_random_uuid(), 'in-flight', 'view', 'canary-vera-5', 'canary-tablet-5', now(), now(), 'test')
          """);
      id[0] = erase("canary-vera-5");
      await(() -> rows("erasure where id = '%s' and gate_tx is not null".formatted(id[0])) == 1);
      writer.commit();
    }

    awaitState(id[0], "verified");

    assertThat(rows("erasure where id = '%s' and round_began_at > requested_at".formatted(id[0])))
        .as("the wait began afresh")
        .isEqualTo(1);
    assertThat(rows("event where anonymous_id = 'canary-tablet-5'")).isZero();
    assertThat(
            INGESTION
                .post("/v1/events", view("v-1", "\"anonymousId\": \"canary-tablet-5\""))
                .rejectionCodes())
        .containsExactly("erased_user");
  }

  @Test
  void anErasureThatCannotGoOnKeepsNoYoungerOneWaiting() {
    INGESTION.post("/v1/events", view("b-1", "\"userId\": \"blocked-bert\""));
    INGESTION
        .database()
        .owner()
        .sql(
            """
            create function block() returns trigger language plpgsql as
            'begin if old.user_id = ''blocked-bert'' then raise exception ''blocked''; end if; return old; end';
            create trigger block before delete on event for each row execute function block()
            """)
        .update();

    String blocked = erase("blocked-bert");
    awaitState(erase("younger-yves"), "verified");

    String state = INGESTION.get("/v1/erasures/" + blocked).body().path("state").asString();
    INGESTION.database().owner().sql("drop function block cascade").update();
    awaitState(blocked, "verified");
    assertThat(state).isEqualTo("requested");
  }

  @Test
  void anIdThatNobodyDeletesIsToldAndTheErasureFails() {
    INGESTION
        .database()
        .owner()
        .sql(
            """
            insert into segment (id, name, description, condition, version, created_at, updated_at)
            values ('named', 'Named', '', '{"userId": "canary-dora-2"}', 1, now(), now())
            """)
        .update();

    String id = erase("canary-dora-2");
    Answer failed = awaitState(id, "failed");
    INGESTION.database().owner().sql("delete from segment").update();
    String again = erase("canary-dora-2");
    Answer verified = awaitState(id, "verified");

    assertThat(failed.body().path("found").toString()).isEqualTo("{\"segment.condition\":1}");
    assertThat(again).isEqualTo(id);
    assertThat(verified.body().path("round").asInt()).isEqualTo(ErasureJob.MOST_ROUNDS + 1);
  }

  @Test
  void whoComesBackWithABackupIsErasedAgain() {
    String id = erase("canary-returning-3");
    awaitState(id, "verified");
    INGESTION
        .database()
        .owner()
        .sql(
            """
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, features, behaviour, updated_at)
            values (gen_random_uuid(), 'canary-returning-3', now(), now(), '{}', '', now());
            insert into profile_identity select 'user', user_id, profile_id from profile
            """)
        .update();

    INGESTION.bean(ReturnedJob.class).look();

    String reopened = INGESTION.get("/v1/erasures/" + id).body().path("state").asString();
    INGESTION.database().owner().sql("delete from profile_identity").update();
    INGESTION.database().owner().sql("delete from profile").update();
    awaitState(id, "verified");
    assertThat(reopened).isNotEqualTo("verified");
  }

  @Test
  void aShortIdThatMeansSomethingElseIsNoHindrance() {
    INGESTION.post(
        "/v1/events",
        """
        [{"messageId": "s-1", "type": "view", "userId": "7", "itemId": "7", "timestamp": "2026-03-01T12:00:00Z"},
         {"messageId": "s-2", "type": "view", "userId": "eva", "itemId": "7", "timestamp": "2026-03-01T12:00:00Z"}]
        """);

    Answer verified = awaitState(erase("7"), "verified");

    assertThat(rows("event where user_id = '7'")).isZero();
    assertThat(rows("event where user_id = 'eva' and item_id = '7'")).isEqualTo(1);
    assertThat(verified.body().path("found").toString()).contains("item_id\":1");
  }

  @Test
  void erasuresAreListedLatestFirst() {
    String first = erase("listed-frieda");
    String second = erase("listed-gustav");

    Answer page = INGESTION.get("/v1/erasures?limit=1");
    Answer next =
        INGESTION.get("/v1/erasures?limit=1&cursor=" + page.body().path("nextCursor").asString());

    assertThat(page.body().path("erasures").get(0).path("id").asString()).isEqualTo(second);
    assertThat(next.body().path("erasures").get(0).path("id").asString()).isEqualTo(first);
    assertThat(INGESTION.get("/v1/erasures?cursor=eA").code()).isEqualTo("invalid_cursor");
    assertThat(INGESTION.get("/v1/erasures?limit=0").code()).isEqualTo("invalid_limit");
  }

  @Test
  void whatCannotBeErasedIsRefused() {
    HttpRequest.Builder byWriteKey =
        INGESTION.request("/v1/users/anna", TestDatabase.WRITE_KEY).DELETE();

    assertThat(INGESTION.send(byWriteKey).code()).isEqualTo("secret_key_needed");
    assertThat(INGESTION.delete("/v1/users/" + "x".repeat(257)).code())
        .isEqualTo("invalid_user_id");
    assertThat(INGESTION.delete("/v1/users/a%00b").status()).isEqualTo(400);
    assertThat(INGESTION.get("/v1/erasures/00000000-0000-0000-0000-000000000001").code())
        .isEqualTo("unknown_erasure");
    assertThat(INGESTION.get("/v1/erasures/seven").status()).isEqualTo(400);
  }

  @Test
  void withoutAKeyNobodyIsErasedAndWithAnotherOneNothingStarts() {
    erase("known-under-the-first-key");
    TestDatabase fresh = TestDatabase.create();

    try (RunningIngestion keyless = RunningIngestion.start(fresh)) {
      assertThat(keyless.delete("/v1/users/anna").code()).isEqualTo("erasure_key_missing");
    }
    assertThatThrownBy(() -> RunningIngestion.start(INGESTION.database()).close())
        .hasStackTraceContaining("is not the key under which earlier erasures were noted");
  }
}
