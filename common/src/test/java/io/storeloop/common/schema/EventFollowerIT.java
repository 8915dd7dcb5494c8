package io.storeloop.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.events.EventCursor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventFollowerIT {
  private final TestDatabase database = TestDatabase.create();
  private final ServiceDatabase profile = database.as(ServiceRole.PROFILE);
  private final List<String> applied = new ArrayList<>();
  private boolean failing;

  @BeforeEach
  void aLogOfThreeEvents() {
    // the cursor table belongs to profile-service's own migrations; this one stands in for it
    database
        .owner()
        .sql(
            """
            create table if not exists profile_cursor (consumer text primary key, tx xid8 not null, id bigint not null,
                                                       forgotten bigint not null default 0);
            grant select, insert, update on profile_cursor to storeloop_profile;
            do $$ begin perform ensure_event_partition(now()); end $$;
            insert into event (event_id, message_id, type, user_id, occurred_at, received_at, source)
            select gen_random_uuid(), 'm' || n, 'view', 'anna', now(), now(), 'test' from generate_series(1, 3) n;
            insert into profile_cursor values ('test', '0', 0)
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
    assertThat(follower.step()).isEqualTo(2);
  }

  @Test
  void aBatchReadBeforeSomebodyWasForgottenIsReadAgain() throws Exception {
    EventFollower follower = follower(10);
    DatabaseProperties properties = database.properties();
    try (Connection forgetting =
            DriverManager.getConnection(
                properties.url(), properties.username(), properties.password());
        Statement statement = forgetting.createStatement();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      forgetting.setAutoCommit(false);
      statement.execute("update profile_cursor set forgotten = forgotten + 1");
      Future<Integer> step = threads.submit(follower::step);
      awaitWaitingForLock();
      statement.execute("delete from event where message_id = 'm2'");
      forgetting.commit();
      step.get(20, TimeUnit.SECONDS);
    }

    assertThat(applied).isEmpty();
    follower.step();
    assertThat(applied).containsExactly("m1", "m3");
  }

  private void awaitWaitingForLock() {
    String waiting =
        """
        select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
        """;
    long deadline = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    while (database.owner().sql(waiting).query(Long.class).single() == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
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
          events.forEach(read -> applied.add(read.event().messageId()));
        },
        new FollowerProperties(Duration.ofMillis(100), batchSize, Duration.ofSeconds(1)),
        JsonMapper.shared(),
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }
}
