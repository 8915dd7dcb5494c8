package io.storeloop.ingestion.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.schema.DatabaseProperties;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.quality.JdbcQuality;
import io.storeloop.ingestion.quality.Outcome;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Calls are made to meet: while the first one's transaction waits for a lock that the test holds,
 * the others gather behind it.
 */
class GroupCommitIT {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(60);

  private final TestDatabase database = TestDatabase.create();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private ServiceDatabase ingestion;
  private GroupCommit group;

  @BeforeEach
  void open() {
    DatabaseProperties properties = database.properties();
    ingestion =
        open(properties.url(), properties.username(), properties.password(), Duration.ofSeconds(5));
    group = group(ingestion, LONG);
    group.store("test", NOW, List.of(sound("warm", "up")));
  }

  @AfterEach
  void close() {
    group.close();
    callers.close();
    ingestion.close();
  }

  private static ServiceDatabase open(
      String url, String username, String password, Duration connectionWait) {
    return ServiceDatabase.open(
        new DatabaseProperties(
            url, username, password, 4, connectionWait, LONG, LONG, LONG, LONG, false),
        ServiceRole.INGESTION,
        new SimpleMeterRegistry());
  }

  private static GroupCommit group(ServiceDatabase database, Duration patience) {
    Random random = new Random(7);
    JdbcEventStore store =
        new JdbcEventStore(
            database,
            new JdbcEventPartitions(database),
            new JdbcQuality(database, random),
            new JdbcQuarantine(database),
            Sieve.OPEN,
            random,
            new SimpleMeterRegistry());
    return new GroupCommit(
        store, new GroupProperties(2, 1000, 1000, LONG, patience), new SimpleMeterRegistry());
  }

  private static Submission sound(String messageId, String itemId) {
    Event event =
        new Event(
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
    return new Submission.Sound(messageId, List.of(event), List.of(), () -> "payload");
  }

  private static Submission refused(String messageId) {
    return new Submission.Refused(
        messageId, Refusal.ofRecord("some_code", "why"), () -> "payload of " + messageId);
  }

  private Future<List<Outcome>> call(Submission... submissions) {
    return callers.submit(() ->
        group.store("test", NOW, List.of(submissions)).stream().map(Result::outcome).toList());
  }

  private long count(String what) {
    return database.owner().sql("select count(*) from " + what).query(Long.class).single();
  }

  /** Makes one call whose transaction waits until the lock is given back. */
  private Connection holdUp() throws SQLException {
    DatabaseProperties properties = database.properties();
    Connection lock =
        DriverManager.getConnection(properties.url(), properties.username(), properties.password());
    lock.setAutoCommit(false);
    try (Statement statement = lock.createStatement()) {
      statement.execute("lock table event_key in exclusive mode");
    }
    call(sound("held-up", "a"));
    await(() -> count("pg_locks where relation = 'event_key'::regclass and not granted") == 1);
    return lock;
  }

  private void awaitWaiting(int calls) {
    await(() -> group.waitingCalls() == calls);
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void callsThatComeTogetherShareATransactionAndEachGetsItsOwnResults() throws Exception {
    List<Future<List<Outcome>>> calls = new ArrayList<>();
    try (Connection lock = holdUp()) {
      for (int i = 0; i < 20; i++) {
        calls.add(call(sound("m-" + i, "a"), sound("same", "a"), refused("bad-" + i)));
      }
      awaitWaiting(20);
      lock.rollback();
    }

    int firstOfSame = 0;
    for (Future<List<Outcome>> call : calls) {
      List<Outcome> outcomes = call.get();
      assertThat(outcomes.get(0)).isEqualTo(Outcome.ACCEPTED);
      firstOfSame += outcomes.get(1) == Outcome.ACCEPTED ? 1 : 0;
      assertThat(outcomes.get(2)).isEqualTo(Outcome.REJECTED);
    }
    assertThat(firstOfSame).isEqualTo(1);
    assertThat(count("event where message_id like 'm-%'")).isEqualTo(20);
    assertThat(count("(select distinct tx from event where message_id like 'm-%')")).isEqualTo(1);
    assertThat(count("quarantined_record")).isEqualTo(20);
    assertThat(
            database
                .owner()
                .sql("select sum(records) from quality_counter where measure = 'received'")
                .query(Long.class)
                .single())
        .isEqualTo(62); // 20 · 3, and the two calls before them
  }

  @Test
  void aRecordThatTheDatabaseRefusesHarmsNoOtherCall() throws Exception {
    Future<List<Outcome>> poisoned;
    List<Future<List<Outcome>>> innocent = new ArrayList<>();
    try (Connection lock = holdUp()) {
      innocent.add(call(sound("before", "a")));
      poisoned = call(sound("good", "a"), sound("poison", "nul\0"));
      innocent.add(call(sound("after", "a")));
      awaitWaiting(3);
      lock.rollback();
    }

    for (Future<List<Outcome>> call : innocent) {
      assertThat(call.get()).containsExactly(Outcome.ACCEPTED);
    }
    assertThat(poisoned.get()).containsExactly(Outcome.ACCEPTED, Outcome.REJECTED);
    assertThat(count("event where message_id in ('before', 'good', 'after')")).isEqualTo(3);
  }

  /** A record whose payload cannot be had: a mistake of ours that the database knows nothing of. */
  private static Submission broken(String messageId, Supplier<String> payload) {
    return new Submission.Refused(messageId, Refusal.ofRecord("some_code", "why"), payload);
  }

  @Test
  void aMistakeOfOursOnOneRecordHarmsNoOtherCall() throws Exception {
    IllegalStateException mistake = new IllegalStateException("a mistake");
    Future<List<Outcome>> before;
    Future<List<Outcome>> broken;
    Future<List<Outcome>> after;
    try (Connection lock = holdUp()) {
      before = call(sound("before", "a"));
      broken =
          call(
              broken(
                  "bad",
                  () -> {
                    throw mistake;
                  }));
      after = call(sound("after", "a"));
      awaitWaiting(3);
      lock.rollback();
    }

    assertThat(before.get()).containsExactly(Outcome.ACCEPTED);
    assertThat(after.get()).containsExactly(Outcome.ACCEPTED);
    assertThatThrownBy(broken::get).cause().isSameAs(mistake);
  }

  @Test
  void anErrorEndsNoCommitter() {
    AssertionError error = new AssertionError("out of something");
    Submission broken =
        broken(
            "bad",
            () -> {
              throw error;
            });

    for (int i = 0; i < 3; i++) { // more than there are committers
      assertThatThrownBy(() -> group.store("test", NOW, List.of(broken)))
          .isInstanceOf(IllegalStateException.class)
          .hasCause(error);
    }

    assertThat(group.store("test", NOW, List.of(sound("after", "a")))).hasSize(1);
  }

  @Test
  void afterTwoCallsThatRanOutOfTimeTheOthersDoNotTry() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Supplier<String> locked =
        () -> {
          tries.incrementAndGet();
          throw new CannotAcquireLockException("busy", new SQLException("busy", "55P03"));
        };
    List<Future<List<Outcome>>> calls = new ArrayList<>();
    try (Connection lock = holdUp()) {
      for (int i = 0; i < 6; i++) {
        calls.add(call(broken("m-" + i, locked)));
      }
      awaitWaiting(6);
      lock.rollback();
    }

    for (Future<List<Outcome>> call : calls) {
      assertThatThrownBy(call::get).cause().isInstanceOf(CannotAcquireLockException.class);
    }
    assertThat(tries).hasValue(3); // together, and two alone
  }

  @Test
  void aCallWhoseCallerHasLeftIsNotStored() throws Exception {
    Future<List<Outcome>> patient;
    try (Connection lock = holdUp()) {
      Thread caller =
          Thread.ofVirtual()
              .start(() ->
                  assertThatThrownBy(() -> group.store("test", NOW, List.of(sound("gone", "a"))))
                      .isInstanceOf(QueryTimeoutException.class));
      patient = call(sound("patient", "a"));
      awaitWaiting(2);
      caller.interrupt();
      caller.join();
      lock.rollback();
    }

    assertThat(patient.get()).containsExactly(Outcome.ACCEPTED);
    assertThat(count("event where message_id = 'gone'")).isZero();
  }

  @Test
  void aCallThatNoTransactionTakesInTimeIsRefusedAndNotStored() throws Exception {
    try (GroupCommit impatient = group(ingestion, Duration.ofSeconds(2));
        Connection lock = holdUp()) {
      Future<?> stuck =
          callers.submit(() -> impatient.store("test", NOW, List.of(sound("stuck", "a"))));
      await(() -> count("pg_locks where relation = 'event_key'::regclass and not granted") == 2);

      assertThatThrownBy(() -> impatient.store("test", NOW, List.of(sound("late", "a"))))
          .isInstanceOf(QueryTimeoutException.class);

      lock.rollback();
      stuck.get();
    }
    assertThat(count("event where message_id = 'late'")).isZero();
  }

  @Test
  void whileTheDatabaseIsAwayEveryCallFails() throws Exception {
    try (ServiceDatabase away =
            open("jdbc:postgresql://127.0.0.1:1/nowhere", "nobody", "", Duration.ofMillis(300));
        GroupCommit lonely = group(away, LONG)) {
      List<Future<List<Result>>> calls = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Submission submission = sound("m-" + i, "a");
        calls.add(callers.submit(() -> lonely.store("test", NOW, List.of(submission))));
      }

      for (Future<List<Result>> call : calls) {
        assertThatThrownBy(call::get)
            .cause()
            .isInstanceOfAny(
                DataAccessResourceFailureException.class, CannotCreateTransactionException.class);
      }
    }
  }

  @Test
  void closingStoresWhatWaitsAndTakesNoMore() throws Exception {
    List<Future<List<Outcome>>> calls = new ArrayList<>();
    Future<?> closing;
    try (Connection lock = holdUp()) {
      for (int i = 0; i < 5; i++) {
        calls.add(call(sound("m-" + i, "a")));
      }
      awaitWaiting(5);
      closing = callers.submit(() -> group.close());
      lock.rollback();
    }

    closing.get();
    for (Future<List<Outcome>> call : calls) {
      assertThat(call.get()).containsExactly(Outcome.ACCEPTED);
    }
    assertThatThrownBy(() -> group.store("test", NOW, List.of(sound("late", "a"))))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(count("event where message_id in ('m-0', 'm-1', 'm-2', 'm-3', 'm-4')")).isEqualTo(5);
  }
}
