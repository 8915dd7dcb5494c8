package io.storeloop.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.events.EventCursor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.json.JsonMapper;

class EventFollowerIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final TestDatabase database = TestDatabase.create();
  private final ServiceDatabase profile = open(database.properties());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> applied = new CopyOnWriteArrayList<>();
  private volatile boolean failing;
  private volatile String poison = "";
  private volatile RuntimeException fault;

  /** Waits for a lock as long as a test may hold it. */
  private static ServiceDatabase open(DatabaseProperties properties) {
    return ServiceDatabase.open(
        new DatabaseProperties(
            properties.url(),
            properties.username(),
            properties.password(),
            properties.poolSize(),
            LONG,
            LONG,
            LONG,
            LONG,
            LONG,
            false),
        ServiceRole.PROFILE,
        new SimpleMeterRegistry());
  }

  @BeforeEach
  void aLogOfThreeEvents() {
    database
        .owner()
        .sql(
            """
            do $$ begin perform ensure_event_partition(now()); end $$;
            insert into event (event_id, message_id, type, user_id, occurred_at, received_at, source)
            select gen_random_uuid(), 'm' || n, 'view', 'anna', now(), now(), 'test' from generate_series(1, 3) n;
            insert into profile_cursor (consumer, tx, id) values ('test', '0', 0)
            """)
        .update();
  }

  @AfterEach
  void close() {
    profile.close();
  }

  @Test
  void eachEventIsAppliedOnceInOrder() {
    EventFollower follower = follower(2);

    assertThat(follower.step()).isEqualTo(2);
    assertThat(follower.step()).isEqualTo(1);
    assertThat(follower.step()).isZero();

    assertThat(applied).containsExactly("m1", "m2", "m3");
  }

  @Test
  void afterAFailureNeitherEffectNorCursorIsThere() {
    EventFollower follower = follower(2);
    failing = true;

    assertThatThrownBy(follower::step).hasMessage("effects fail");
    failing = false;

    assertThat(follower.position()).isEqualTo(EventCursor.START);
    assertThat(follower.step()).isPositive();
    assertThat(follower.step()).isPositive();
    assertThat(applied).startsWith("m1", "m2");
  }

  @Test
  void aPoisonEventIsPutAsideAndItsNeighboursAreApplied() {
    EventFollower follower = follower(3);
    poison = "m2";
    int failures = 0;

    for (int steps = 0; steps < 20; steps++) {
      try {
        follower.step();
      } catch (IllegalStateException poisoned) {
        failures++;
      }
    }

    // of three together, of two, and five times alone
    assertThat(failures).isBetween(Suspicion.TRIES, Suspicion.TRIES + 2);
    assertThat(applied).containsExactly("m1", "m3");
    assertThat(skipped()).containsExactly("m2 java.lang.IllegalStateException");
    assertThat(follower.step()).isZero();
  }

  @Test
  void aDatabaseThatIsAwayIsNoEventsFault() {
    EventFollower follower = follower(1);
    fault = new DataAccessResourceFailureException("away");

    for (int steps = 0; steps < 3 * Suspicion.TRIES; steps++) {
      assertThatThrownBy(follower::step).isSameAs(fault);
    }
    fault = null;

    assertThat(follower.step()).isEqualTo(1);
    assertThat(applied).containsExactly("m1");
    assertThat(skipped()).isEmpty();
  }

  @Test
  void theRunningFollowerComesPastAPoisonEventByItself() {
    EventFollower follower = follower(1000);
    poison = "m1";

    follower.start();
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> applied.contains("m3"));
    } finally {
      follower.stop();
    }

    assertThat(applied).containsExactly("m2", "m3");
    assertThat(skipped()).containsExactly("m1 java.lang.IllegalStateException");
  }

  private List<String> skipped() {
    return database
        .owner()
        .sql("select message_id || ' ' || reason from profile_skipped_event")
        .query(String.class)
        .list();
  }

  @Test
  void aBatchReadBeforeSomebodyWasForgottenIsReadAgain() throws Exception {
    EventFollower follower = follower(10);

    stepWhileSomebodyIsForgotten(follower, "m2");

    assertThat(applied).isEmpty();
    follower.step();
    assertThat(applied).containsExactly("m1", "m3");
  }

  @Test
  void anEventThatWasNotPutAsideAfterAllIsNotCountedAsPutAside() throws Exception {
    EventFollower follower = follower(1);
    poison = "m1";
    for (int steps = 0; steps < Suspicion.TRIES; steps++) {
      assertThatThrownBy(follower::step).hasMessage("poison");
    }

    stepWhileSomebodyIsForgotten(follower, "m2");

    assertThat(skipped()).isEmpty();
    assertThat(countedAsSkipped()).isZero();
    follower.step();
    assertThat(skipped()).containsExactly("m1 java.lang.IllegalStateException");
    assertThat(countedAsSkipped()).isEqualTo(1);
  }

  private double countedAsSkipped() {
    return meters.counter("storeloop.follower.skipped", "consumer", "test").count();
  }

  /** A step that has read the log before the shopper of an event is forgotten, and ends after. */
  private void stepWhileSomebodyIsForgotten(EventFollower follower, String messageId)
      throws Exception {
    DatabaseProperties properties = database.properties();
    try (Connection forgetting =
            DriverManager.getConnection(
                properties.url(), properties.username(), properties.password());
        PreparedStatement deletion =
            forgetting.prepareStatement("delete from event where message_id = ?");
        Statement statement = forgetting.createStatement();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      forgetting.setAutoCommit(false);
      statement.execute("update profile_cursor set forgotten = forgotten + 1");
      Future<Integer> step = threads.submit(follower::step);
      awaitWaitingForLock();
      deletion.setString(1, messageId);
      deletion.executeUpdate();
      forgetting.commit();
      step.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void awaitWaitingForLock() {
    String waiting =
        """
        select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
        """;
    long deadline = System.nanoTime() + LONG.toNanos();
    while (database.owner().sql(waiting).query(Long.class).single() == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private EventFollower follower(int batchSize) {
    return new EventFollower(
        profile,
        ServiceRole.PROFILE,
        "test",
        events -> {
          if (failing) {
            throw new IllegalStateException("effects fail");
          }
          if (fault != null) {
            throw fault;
          }
          List<String> ids = events.stream().map(read -> read.event().messageId()).toList();
          if (ids.contains(poison)) {
            throw new IllegalStateException("poison");
          }
          applied.addAll(ids);
        },
        new FollowerProperties(Duration.ofMillis(100), batchSize, Duration.ofSeconds(1)),
        JsonMapper.shared(),
        Clock.systemUTC(),
        meters);
  }
}
