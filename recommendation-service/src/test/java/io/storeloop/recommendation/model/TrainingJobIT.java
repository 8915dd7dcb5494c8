package io.storeloop.recommendation.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.gate.Evaluation;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.FollowerFixture;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import io.storeloop.recommendation.model.Training.Cause;
import io.storeloop.recommendation.model.Training.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingJobIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final TrainingProperties PROPERTIES = TrainingProperties.defaults();

  private final ServiceDatabase database = DATABASE.as(ServiceRole.RECOMMENDATION);
  private final JdbcTrainings trainings = new JdbcTrainings(database, PROPERTIES);
  private final Catalogue catalogue = new Catalogue();
  private final Interactions interactions =
      new Interactions(
          new Histories(InteractionProperties.defaults()),
          catalogue,
          InteractionProperties.defaults());
  private final ModelRegistry registry =
      RegistryFixture.registry(database, new ActiveModel(), catalogue);
  private final AtomicInteger attempts = new AtomicInteger();
  private LogFollowerJob follower;
  private Consumer<Training> failure =
      training -> {
        throw new UnsupportedOperationException("the first run fails");
      };
  private final TrainingTurns turns = turns();
  private final TrainingJob job = job();

  @AfterEach
  void stop() {
    job.stop();
    follower.stop();
    database.close();
  }

  @Test
  void aRunThatFailsUnexpectedlyIsOnRecordAsFailedAndTheNextOneRuns() {
    job.start();

    Training failed = finished(turns.request());
    Training next = finished(turns.request());

    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(next.state()).isEqualTo(State.READY);
    assertThat(trainings.find(failed.version()).orElseThrow().failure()).isNotBlank();
    assertThat(trainings.find(next.version()).orElseThrow().active()).isTrue();
  }

  @Test
  void anErrorEndsItsRunAndNotTheThread() {
    failure =
        training -> {
          throw new OutOfMemoryError("as a model that is too large has it");
        };
    job.start();

    Training failed = finished(turns.request());
    Training next = finished(turns.request());

    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(next.state()).isEqualTo(State.READY);
  }

  @Test
  void aRunForAnErasureThatFailsIsRepeated() {
    List<Training> failed = new CopyOnWriteArrayList<>();
    failure =
        training -> {
          failed.add(training);
          throw new UnsupportedOperationException("the first run fails");
        };
    follower.start();
    turns.retrainAfterErasure();

    job.start();
    awaitErasure();

    assertThat(failed).extracting(Training::cause).containsExactly(Cause.ERASURE);
  }

  /** A model that was learnt for an erasure. */
  private void awaitErasure() {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (trainings.latest("", 100).stream()
        .noneMatch(run -> run.cause() == Cause.ERASURE && run.state() == State.READY)) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  void whatAnEndedProcessLeftRunningIsClosedAfterItsSilence() {
    Training begun =
        Training.begun(
            "0-left-running",
            Cause.INTERVAL,
            Instant.parse("2026-05-04T10:00:00Z"),
            EventCursor.START,
            KernelSettings.of(PROPERTIES));
    trainings.save(begun);

    trainings.closeSilent(Duration.ofMinutes(10));
    Training waited = trainings.find("0-left-running").orElseThrow();
    DATABASE.owner().sql("update model set heard_at = now() - interval '11 minutes'").update();
    trainings.closeSilent(Duration.ofMinutes(10));
    Training closed = trainings.find("0-left-running").orElseThrow();

    assertThat(waited.state()).isEqualTo(State.TRAINING);
    assertThat(closed.state()).isEqualTo(State.FAILED);
    assertThat(closed.failure()).isEqualTo("the process ended");
    assertThat(closed.progress()).isNull();
  }

  private Training finished(Training begun) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(deadline)) {
      Training known = turns.recent(begun.version()).orElseThrow();
      if (known.state() != State.TRAINING) {
        return known;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("training %s did not end".formatted(begun.version()));
  }

  private TrainingJob.Learned failAtFirst(
      Training training, Optional<KernelSettings> answering, Consumer<TrainingProgress> progress) {
    if (attempts.incrementAndGet() == 1) {
      failure.accept(training);
    }
    return new TrainingJob.Learned(
        ModelFixture.modelOf(training.version(), Proof.UNPROVEN),
        training.settings(),
        TrainingCounts.NONE,
        Evaluation.none("nobody came later", 0, 0));
  }

  private TrainingTurns turns() {
    follower = FollowerFixture.follower(database, interactions, catalogue);
    return new TrainingTurns(
        registry,
        TrainingLease.ALONE,
        trainings,
        PROPERTIES,
        () -> KernelSettings.of(PROPERTIES),
        Duration.ofDays(1),
        interactions,
        follower,
        Clock.systemUTC(),
        new Random(7));
  }

  private TrainingJob job() {
    return new TrainingJob(
        turns,
        this::failAtFirst,
        () -> ItemCounts.NONE,
        registry,
        new TrainingRecord(trainings),
        interactions,
        new SimpleMeterRegistry());
  }
}
