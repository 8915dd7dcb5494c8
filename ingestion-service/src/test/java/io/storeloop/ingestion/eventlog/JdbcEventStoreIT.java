package io.storeloop.ingestion.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.events.Traffic;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.quality.JdbcQuality;
import io.storeloop.ingestion.quality.Outcome;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DeadlockLoserDataAccessException;

class JdbcEventStoreIT {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final TestDatabase database = TestDatabase.create();
  private ServiceDatabase ingestion;
  private JdbcEventStore store;

  @BeforeEach
  void open() {
    ingestion = database.as(ServiceRole.INGESTION);
    store = storeBehind(Sieve.OPEN);
  }

  private JdbcEventStore storeBehind(Sieve sieve) {
    Random random = new Random(7);
    return new JdbcEventStore(
        ingestion,
        new JdbcEventPartitions(ingestion),
        new JdbcQuality(ingestion, random),
        new JdbcQuarantine(ingestion),
        sieve,
        random,
        new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    ingestion.close();
  }

  private static Event event(String messageId, String itemId) {
    return new Event(
        messageId,
        EventType.VIEW,
        "anna",
        null,
        null,
        NOW,
        NOW,
        itemId,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "test",
        Map.of());
  }

  private static Submission sound(String messageId, String... itemIds) {
    List<Event> events =
        Arrays.stream(itemIds).map(itemId -> event(messageId + itemId, itemId)).toList();
    return new Submission.Sound(messageId, events, List.of(), () -> "payload of " + messageId);
  }

  private long count(String table) {
    return database.owner().sql("select count(*) from " + table).query(Long.class).single();
  }

  private List<Outcome> store(Submission... submissions) {
    return store.store("test", NOW, List.of(submissions), results -> {}).stream()
        .map(Result::outcome)
        .toList();
  }

  @Test
  void anArrivalInAMonthWithoutPartitionMakesOne() {
    List<Result> results =
        store.store("test", Instant.parse("2031-05-05T00:00:00Z"), List.of(), batch -> {});

    assertThat(results).isEmpty();
    assertThat(count("pg_class where relname = 'event_2031_05'")).isEqualTo(1);
  }

  @Test
  void aRowThatTheDatabaseRefusesIsFoundAndTheOthersAreStored() {
    List<Submission> batch = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      batch.add(sound("m-" + i, i == 7 || i == 13 ? "nul\0" : "shoes"));
    }

    List<Result> results = store.store("test", NOW, batch, outcomes -> {});

    assertThat(results.get(7).outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(results.get(13).refusal().code()).isEqualTo("refused_by_database");
    assertThat(results.stream().filter(result -> result.outcome() == Outcome.ACCEPTED)).hasSize(18);
    assertThat(count("event")).isEqualTo(18);
    assertThat(count("event_key")).isEqualTo(18);
    assertThat(count("quarantined_record where payload = 'payload of m-7'")).isEqualTo(1);
  }

  private static Submission priced(String messageId, String price) {
    Event event =
        new Event(
            messageId,
            EventType.PURCHASE,
            null,
            "browser-7",
            "visit-1",
            Instant.parse("1970-01-01T00:00:00.000001Z"),
            NOW,
            "größe 42 \uD83D\uDC5F",
            7,
            new BigDecimal(price),
            "EUR",
            "o-1",
            "a\tb\nc\\d",
            new BigDecimal("9.5"),
            0,
            "list",
            "recommendation",
            "decision",
            86_400_000L,
            "test",
            Map.of("colour", "blue", "size", List.of(1, 2)),
            Traffic.TEST);
    return new Submission.Sound(messageId, List.of(event), List.of(), () -> "payload");
  }

  @Test
  void everyValueIsStoredAsItIs() {
    store(priced("m", "59.90"));

    Boolean asItIs =
        database
            .owner()
            .sql(
                """
                select to_jsonb(e) - 'id' - 'tx' - 'event_id' - 'received_at' = jsonb_build_object(
                  'message_id', 'm', 'type', 'purchase', 'user_id', null, 'anonymous_id', 'browser-7',
                  'session_id', 'visit-1', 'occurred_at', '1970-01-01 00:00:00.000001+00'::timestamptz,
                  'item_id', :item, 'quantity', 7, 'price', 59.9, 'currency', 'EUR', 'order_id', 'o-1',
                  'query', E'a\\tb\\nc\\\\d', 'rating', 9.5, 'position', 0, 'list_id', 'list',
                  'recommendation_id', 'recommendation', 'decision_id', 'decision', 'duration_millis', 86400000,
                  'source', 'test', 'properties', '{"colour": "blue", "size": [1, 2]}'::jsonb,
                  'traffic', 'test')
                    and received_at = '2026-03-01 12:00:00+00'
                from event e
                """)
            .param("item", "größe 42 \uD83D\uDC5F")
            .query(Boolean.class)
            .single();
    assertThat(asItIs).isTrue();
  }

  @Test
  void pricesOfEverySizeAreStoredExactly() {
    String[] prices = {
      "0", "0.0001", "0.01", "1", "9999", "10000", "10000.5", "123456789.1234", "1000000000", "1E+3"
    };
    for (int i = 0; i < prices.length; i++) {
      store(priced("m-" + i, prices[i]));
    }

    List<BigDecimal> stored =
        database.owner().sql("select price from event order by id").query(BigDecimal.class).list();

    assertThat(stored)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(Arrays.stream(prices).map(BigDecimal::new).toArray(BigDecimal[]::new));
  }

  @Test
  void aPartitionThatHasGoneBlamesNoEvent() {
    store(sound("before", "a"));
    database.owner().sql("drop table event_2026_03").update();

    List<Outcome> outcomes = store(sound("after", "a"), sound("again", "b"));

    assertThat(outcomes).containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
    assertThat(count("quarantined_record")).isZero();
  }

  @Test
  void ofEqualIdsInABatchTheFirstCounts() {
    List<Outcome> outcomes = store(sound("m", "a"), sound("m", "a"), sound("m", "a", "b"));

    assertThat(outcomes).containsExactly(Outcome.ACCEPTED, Outcome.DUPLICATE, Outcome.ACCEPTED);
    assertThat(count("event")).isEqualTo(2);
  }

  @Test
  void whatFailsBeforeTheCommitLeavesNothing() {
    Submission refused =
        new Submission.Refused("bad", Refusal.ofRecord("some_code", "why"), () -> "payload");

    assertThatThrownBy(() ->
            store.store(
                "test",
                NOW,
                List.of(sound("m", "a"), refused),
                results -> {
                  throw new IllegalStateException("the caller's part fails");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(count("event")).isZero();
    assertThat(count("event_key")).isZero();
    assertThat(count("quarantined_record")).isZero();
    assertThat(count("quality_counter")).isZero();
  }

  @Test
  void aDeadlockIsTriedAgainThreeTimes() {
    int[] attempts = {0};

    List<Result> results =
        store.store(
            "test",
            NOW,
            List.of(sound("m", "a")),
            outcomes -> {
              if (++attempts[0] < 4) {
                throw deadlock();
              }
            });

    assertThat(results.getFirst().outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(attempts[0]).isEqualTo(4);
    assertThatThrownBy(() ->
            store.store(
                "test",
                NOW,
                List.of(sound("n", "a")),
                outcomes -> {
                  throw deadlock();
                }))
        .isInstanceOf(DeadlockLoserDataAccessException.class);
  }

  @Test
  void whoIsErasedBetweenTwoAttemptsIsKeptOut() {
    boolean[] erased = {false};
    Sieve sieve =
        new Sieve() {
          @Override
          public List<Submission> sift(List<Submission> submissions) {
            return erased[0] ? submissions.stream().map(this::refused).toList() : submissions;
          }

          private Submission refused(Submission submission) {
            Refusal refusal = Refusal.ofRecord("erased_user", "why");
            return new Submission.Refused(submission.messageId(), refusal, submission.payload());
          }

          @Override
          public boolean withholds(Refusal refusal) {
            return true;
          }
        };

    List<Result> results =
        storeBehind(sieve)
            .store(
                "test",
                NOW,
                List.of(sound("m", "a")),
                outcomes -> {
                  if (!erased[0]) {
                    erased[0] = true;
                    throw deadlock();
                  }
                });

    assertThat(results.getFirst().outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(count("event")).isZero();
    assertThat(count("quarantined_record")).isZero();
  }

  private static DeadlockLoserDataAccessException deadlock() {
    return new DeadlockLoserDataAccessException(
        "deadlock", new SQLException("deadlock detected", "40P01"));
  }

  @Test
  void aCallersOwnMistakeIsNotBlamedOnARow() {
    assertThatThrownBy(() ->
            store.store(
                "test",
                NOW,
                List.of(sound("m", "a")),
                results -> ingestion.jdbc().sql("select 1 / 0").query(Integer.class).single()))
        .hasMessageContaining("division by zero");

    assertThat(count("event")).isZero();
  }
}
