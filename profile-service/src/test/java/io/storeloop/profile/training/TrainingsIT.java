package io.storeloop.profile.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ServiceDatabase PROFILE = DATABASE.as(ServiceRole.PROFILE);
  private static final UUID TRAINING = new UUID(0, 1);
  private static final UUID ANOTHER = new UUID(0, 2);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-05-01T00:00:00Z"));
  private final InstantSource clock = now::get;
  private final JdbcTrainings trainings =
      new JdbcTrainings(PROFILE, clock.withZone(ZoneOffset.UTC), "uplift_model", "model_id");
  private final TrainingThread thread = new TrainingThread(trainings, Duration.ofMillis(1));

  @BeforeAll
  static void eventsAreFollowed() {
    DATABASE
        .owner()
        .sql(
            "insert into profile_cursor (consumer, tx, id) values ('profiles', '0', 0) on conflict do nothing")
        .update();
  }

  @AfterAll
  static void close() {
    PROFILE.close();
  }

  @BeforeEach
  void none() {
    PROFILE.jdbc().sql("delete from uplift_model").update();
  }

  @AfterEach
  void stop() {
    thread.close();
  }

  @Test
  void oneRunsAtATimeAndIsAliveAsLongAsItSaysSo() {
    assertThat(begin(TRAINING)).isTrue();
    for (int beat = 0; beat < 4; beat++) {
      pass(JdbcTrainings.SILENCE.minusMinutes(1));
      trainings.beat(TRAINING);
    }

    assertThat(begin(ANOTHER)).isFalse();
    pass(JdbcTrainings.SILENCE.plusMinutes(1));
    assertThat(begin(ANOTHER)).isTrue();
    assertThat(ending(TRAINING)).isEqualTo("failed interrupted");
  }

  @Test
  void oneLongStepIsNotSilence() {
    begin(TRAINING);

    thread.start(
        TRAINING,
        forgotten -> {
          pass(JdbcTrainings.SILENCE.multipliedBy(2));
          awaitBeat();
          String told = begin(ANOTHER) ? "taken for dead" : "alive";
          return trainings.store(forgotten, () -> finish(told));
        });

    awaitEnd("finished alive");
  }

  @Test
  void whatWasLearnedWhileAShopperWasForgottenIsLearnedAgain() {
    begin(TRAINING);
    List<String> stored = new ArrayList<>();

    thread.start(
        TRAINING,
        forgotten -> {
          if (stored.isEmpty()) {
            forgetSomebody();
          }
          stored.add("read");
          return trainings.store(forgotten, () -> finish("stored"));
        });

    awaitEnd("finished stored");
    assertThat(stored).hasSize(2);
  }

  @Test
  void whereShoppersAreForgottenAgainAndAgainTheTrainingFails() {
    begin(TRAINING);

    thread.start(
        TRAINING,
        forgotten -> {
          forgetSomebody();
          return trainings.store(forgotten, () -> finish("stored"));
        });

    awaitEnd("failed shoppers_forgotten");
  }

  @Test
  void whatFailsWhileItIsStoredLeavesNothing() {
    begin(TRAINING);

    thread.start(
        TRAINING,
        forgotten ->
            trainings.store(
                forgotten,
                () -> {
                  finish("half");
                  throw new IllegalStateException("the older ones could not be deleted");
                }));

    awaitEnd("failed internal_error");
  }

  @Test
  void errorsAreFailuresToo() {
    begin(TRAINING);

    thread.start(
        TRAINING,
        forgotten -> {
          throw new LinkageError("of a test");
        });

    awaitEnd("failed internal_error");
  }

  @Test
  void whatIsMissingIsTold() {
    begin(TRAINING);

    thread.start(
        TRAINING,
        forgotten -> {
          throw new InsufficientEvidence("nobody has bought anything yet");
        });

    awaitEnd("failed insufficient_evidence");
  }

  @Test
  void oneThatComesWhileTheProcessStopsHasFailed() {
    begin(TRAINING);
    thread.close();

    thread.start(TRAINING, forgotten -> true);

    assertThat(ending(TRAINING)).isEqualTo("failed interrupted");
  }

  private void pass(Duration time) {
    now.updateAndGet(moment -> moment.plus(time));
  }

  private boolean begin(UUID training) {
    return trainings.begin(() ->
        PROFILE
            .jdbc()
            .sql(
                """
                insert into uplift_model (model_id, campaign_id, state, step, heartbeat_at, created_at)
                values (:id, :id, 'running', 'waiting', cast(:now as timestamptz), cast(:now as timestamptz))
                """)
            .param("id", training)
            .param("now", now.get().toString())
            .update());
  }

  private static void finish(String step) {
    PROFILE
        .jdbc()
        .sql(
            "update uplift_model set state = 'finished', step = :step, card = '{}', model = '{}', passed = true, finished_at = now()")
        .param("step", step)
        .update();
  }

  private static void forgetSomebody() {
    PROFILE.jdbc().sql("update profile_cursor set forgotten = forgotten + 1").update();
  }

  /** Until it has said that it is alive now. */
  private void awaitBeat() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            PROFILE
                .jdbc()
                .sql(
                    "select heartbeat_at = cast(:now as timestamptz) from uplift_model where model_id = :id")
                .param("now", now.get().toString())
                .param("id", TRAINING)
                .query(Boolean.class)
                .single());
  }

  private static void awaitEnd(String ending) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ending(TRAINING), told -> !told.startsWith("running"));
    assertThat(ending(TRAINING)).isEqualTo(ending);
  }

  private static String ending(UUID training) {
    return PROFILE
        .jdbc()
        .sql(
            "select state || ' ' || coalesce(failure_code, step) from uplift_model where model_id = :id")
        .param("id", training)
        .query(String.class)
        .single();
  }
}
