package io.storeloop.profile.segment;

import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SegmentTrackingIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ProfileServiceFixture SERVICE = ProfileServiceFixture.on(DATABASE);
  private static final LogFixture LOG = new LogFixture(DATABASE);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  @Order(1)
  void whoIsInANewSegmentEntersByDefinition() {
    LOG.accept(List.of(aView().by("anna").event(), aPurchase().by("ben").costing("20").event()));
    SERVICE.catchUp();
    everybodyHasBeenLookedAt();

    write("buyers", "{\"features.orders\": {\"$gte\": 1}}");

    JsonNode changes = changesOf("buyers", 1);
    assertThat(changes.at("/0/userId").asString()).isEqualTo("ben");
    assertThat(changes.at("/0/change").asString()).isEqualTo("entered");
    assertThat(changes.at("/0/cause").asString()).isEqualTo("definition");
  }

  @Test
  @Order(2)
  void whoBuysEntersByTheEvent() {
    Instant before = Instant.now();

    LOG.accept(List.of(aPurchase().by("anna").at(before).costing("30").event()));

    JsonNode changes = changesOf("buyers", 2);
    assertThat(changes.at("/1/userId").asString()).isEqualTo("anna");
    assertThat(changes.at("/1/cause").asString()).isEqualTo("event");
    assertThat(Instant.parse(changes.at("/1/at").asString())).isAfter(before);
    JsonNode anna = SERVICE.get("/v1/profiles/anna/segments").body();
    assertThat(anna.at("/segments/0/id").asString()).isEqualTo("buyers");
    assertThat(anna.at("/segments/0/since").asString()).isEqualTo(changes.at("/1/at").asString());
    assertThat(anna.at("/segments/0").has("until")).isFalse();
  }

  @Test
  @Order(3)
  void timeAloneMovesShoppersToo() {
    // seen 5 seconds ago in a window of 30: in the segment now, out of it 25 seconds later
    Instant seen = Instant.now().minusSeconds(5);
    LOG.accept(List.of(aView().by("carl").at(seen).event()));
    write(
        "here-now",
        "{\"performed\": {\"type\": \"view\", \"within\": \"PT30S\"}, \"userId\": \"carl\"}");
    SERVICE.catchUp();

    JsonNode changes = changesOf("here-now", 2);

    assertThat(changes.at("/0/change").asString()).isEqualTo("entered");
    assertThat(changes.at("/1/change").asString()).isEqualTo("left");
    assertThat(changes.at("/1/cause").asString()).isEqualTo("time");
  }

  @Test
  @Order(4)
  void theEndThatTimeBringsIsToldBefore() {
    write("lately", "{\"features.recencyDays\": {\"$lt\": 3}}");

    JsonNode anna =
        SERVICE
            .getUntil(
                "/v1/profiles/anna/segments", answer -> answer.body().path("segments").size() == 2)
            .body();

    Instant until = Instant.parse(anna.at("/segments/1/until").asString());
    assertThat(until)
        .isBetween(Instant.now().plus(Duration.ofDays(2)), Instant.now().plus(Duration.ofDays(3)));
  }

  @Test
  @Order(5)
  void aCursorGoesOnWhereTheAnswerEnded() {
    JsonNode first = SERVICE.get("/v1/segments/buyers/changes?limit=1").body();
    String cursor = first.path("nextCursor").asString();

    JsonNode rest = SERVICE.get("/v1/segments/buyers/changes?cursor=" + cursor).body();
    JsonNode end =
        SERVICE
            .get("/v1/segments/buyers/changes?cursor=" + rest.path("nextCursor").asString())
            .body();

    assertThat(first.path("changes")).hasSize(1);
    assertThat(rest.path("changes")).hasSize(1);
    assertThat(end.path("changes")).isEmpty();
    assertThat(end.path("nextCursor")).isEqualTo(rest.path("nextCursor"));
  }

  @Test
  @Order(6)
  void aSegmentThatIsGoneLeavesNothingBehind() {
    SERVICE.send("DELETE", "/v1/segments/lately", null);

    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    DATABASE
                        .owner()
                        .sql("select count(*) from segment_member where segment_id = 'lately'")
                        .query(Long.class)
                        .single())
                .isZero());
    Answer gone = SERVICE.get("/v1/segments/lately/changes");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.body().path("code").asString()).isEqualTo("unknown_segment");
    assertThat(SERVICE.get("/v1/segments/buyers/changes?cursor=!").status()).isEqualTo(400);
    assertThat(SERVICE.get("/v1/segments/buyers/sizes").status()).isEqualTo(200);
  }

  @Test
  @Order(7)
  void overlapsAreCountedBesideAPreview() {
    JsonNode preview =
        SERVICE
            .post(
                "/v1/segments/preview",
                "{\"condition\": {\"userId\": \"anna\"}, \"overlapWith\": [\"buyers\", \"here-now\"]}")
            .body();
    Answer unknown =
        SERVICE.post("/v1/segments/preview", "{\"condition\": {}, \"overlapWith\": [\"nobody\"]}");

    assertThat(preview.at("/overlaps/0/id").asString()).isEqualTo("buyers");
    assertThat(preview.at("/overlaps/0/size").asInt()).isEqualTo(2);
    assertThat(preview.at("/overlaps/0/common").asInt()).isEqualTo(1);
    assertThat(preview.at("/overlaps/1/common").asInt()).isZero();
    assertThat(unknown.status()).isEqualTo(404);
  }

  @Test
  @Order(8)
  void whoIsBeingHeldIsLookedAtLaterForTheSameCause() {
    LOG.accept(List.of(aView().by("dora").event()));
    SERVICE.catchUp();
    everybodyHasBeenLookedAt();

    try (ServiceDatabase other = DATABASE.as(ServiceRole.PROFILE)) {
      other
          .transactions()
          .executeWithoutResult(status -> {
            other
                .jdbc()
                .sql("select profile_id from profile where user_id = 'dora' for update")
                .query()
                .listOfRows();
            // nobody who has bought nothing is among the buyers: she must leave
            DATABASE
                .owner()
                .sql(
                    """
                    insert into segment_member (segment_id, profile_id, since)
                    select 'buyers', profile_id, now() from profile where user_id = 'dora';
                    insert into segment_due (profile_id, due_at, cause)
                    select profile_id, now() - interval '1 hour', 'event' from profile where user_id = 'dora'
                    on conflict (profile_id) do update set due_at = excluded.due_at, cause = excluded.cause
                    """)
                .update();
            Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> dueOfDora("cause = 'event' and due_at > now() - interval '1 minute'"));
            assertThat(doraIsABuyer()).isTrue();
          });
    }

    Awaitility.await().atMost(PATIENCE).until(() -> !dueOfDora("cause = 'event'"));
    assertThat(doraIsABuyer()).isFalse();
  }

  @Test
  @Order(9)
  void anOldScoreStandsBehindWhatHappenedLater() {
    UUID scored = new UUID(0, 1);
    UUID seen = new UUID(0, 2);

    List<UUID> first =
        inAQueueOfItsOwn(queue -> {
          queue.mark(List.of(scored), LONG_AGO, "event");
          queue.settle(
              queue.due(LONG_AGO, 1), Map.of(scored, new JdbcSegmentQueue.Next(LONG_AGO, "score")));
          queue.mark(List.of(seen), LONG_AGO.plusSeconds(60), "event");
          return queue.due(LONG_AGO.plusSeconds(90), 1).stream()
              .map(JdbcSegmentQueue.Due::profileId)
              .toList();
        });

    assertThat(first).containsExactly(seen);
  }

  @Test
  @Order(10)
  void whoIsAskedForAnewMeanwhileKeepsTheirPlace() {
    UUID again = new UUID(0, 1);
    UUID once = new UUID(0, 2);
    Instant later = LONG_AGO.plusSeconds(60);

    List<JdbcSegmentQueue.Due> left =
        inAQueueOfItsOwn(queue -> {
          queue.mark(List.of(again, once), LONG_AGO, "time");
          List<JdbcSegmentQueue.Due> seen = queue.due(LONG_AGO, 10);
          queue.mark(List.of(again), later, "event");
          queue.settle(
              seen, Map.of(again, new JdbcSegmentQueue.Next(later.plusSeconds(60), "time")));
          return queue.due(later, 10);
        });

    assertThat(left).containsExactly(new JdbcSegmentQueue.Due(again, later, "event"));
  }

  private static <T> T inAQueueOfItsOwn(Function<JdbcSegmentQueue, T> work) {
    try (ServiceDatabase profile = DATABASE.as(ServiceRole.PROFILE)) {
      return profile
          .transactions()
          .execute(status -> {
            status.setRollbackOnly();
            return work.apply(new JdbcSegmentQueue(profile));
          });
    }
  }

  private static boolean doraIsABuyer() {
    return DATABASE
        .owner()
        .sql(
            """
            select exists (select from segment_member join profile using (profile_id)
                           where user_id = 'dora' and segment_id = 'buyers')
            """)
        .query(Boolean.class)
        .single();
  }

  private static boolean dueOfDora(String which) {
    return DATABASE
        .owner()
        .sql(
            "select exists (select from segment_due join profile using (profile_id) where user_id = 'dora' and "
                + which
                + ")")
        .query(Boolean.class)
        .single();
  }

  private static void write(String id, String condition) {
    Answer answer =
        SERVICE.post(
            "/v1/segments",
            "{\"id\": \"%s\", \"name\": \"%s\", \"condition\": %s}".formatted(id, id, condition));
    assertThat(answer.status()).isEqualTo(201);
  }

  /** Otherwise a shopper could enter by the event that is still in the queue. */
  private static void everybodyHasBeenLookedAt() {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    DATABASE
                        .owner()
                        .sql(
                            "select count(*) from segment_due where cause = 'event' and due_at <= now()")
                        .query(Long.class)
                        .single())
                .isZero());
  }

  /** As many changes, waited for. */
  private static JsonNode changesOf(String segment, int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(SERVICE.get("/v1/segments/" + segment + "/changes").body().path("changes"))
                .hasSize(count));
    return SERVICE.get("/v1/segments/" + segment + "/changes").body().path("changes");
  }
}
