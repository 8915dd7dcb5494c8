package io.storeloop.recommendation.model;

import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes on one database, of which one trains. */
class TrainingLeaseIT {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final TestDatabase server = TestDatabase.create();
  private final ServiceDatabase database = server.as(ServiceRole.RECOMMENDATION);
  private final Trainings trainings = RegistryFixture.trainings(database);
  private final JdbcTrainingLease one = new JdbcTrainingLease(database, new UUID(0, 1));
  private final JdbcTrainingLease other = new JdbcTrainingLease(database, new UUID(0, 2));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whoCameFirstHoldsItUntilItsTermIsOver() {
    boolean first = one.renew();
    boolean second = other.renew();
    boolean again = one.renew();
    server.owner().sql("update training_lease set held_until = now() - interval '1 s'").update();
    boolean afterTheTerm = other.renew();

    assertThat(List.of(first, second, again, afterTheTerm))
        .containsExactly(true, false, true, true);
    assertThat(one.renew()).isFalse();
    assertThat(one.held()).isFalse();
  }

  @Test
  void whoStopsLeavesItAtOnce() {
    one.renew();

    one.release();

    assertThat(other.renew()).isTrue();
  }

  @Test
  void itIsTakenForATrainingThatIsAskedForUnlessOneIsUnderWay() {
    one.renew();
    boolean idle = other.take();
    trainings.save(RegistryFixture.begun("v1"));
    boolean busy = one.take();

    assertThat(idle).isTrue();
    assertThat(busy).isFalse();
    assertThat(trainings.underWay()).map(Training::version).contains("v1");
  }

  @Test
  void oneTrainsTheOtherTakesItsModelAndCountsForItself() {
    try (var anna = new Process(one);
        var ben = new Process(other)) {
      anna.start();
      until(anna::hasLearnt);
      ben.start();

      until(() -> ben.serves(anna.active.current().version()));
      until(() -> ben.active.current().countsAreWhole());

      assertThat(ben.runs).hasValue(0);
      assertThat(ben.active.current().neighbours().entryCount()).isPositive();
      assertThat(ben.active.current().popularity().size()).isPositive();
    }
  }

  @Test
  void whenItDiesTheOtherTrains() {
    try (var ben = new Process(other)) {
      try (var anna = new Process(one)) {
        anna.start();
        until(anna::hasLearnt);
        ben.start();
        until(() -> ben.serves(anna.active.current().version()));
        anna.die();
      }
      server.owner().sql("update training_lease set held_until = now() - interval '1 s'").update();

      ben.shoppersCome();

      until(() -> ben.runs.get() > 0);
      assertThat(other.held()).isTrue();
    }
  }

  @Test
  void whoIsAskedForATrainingWhileAnotherIsUnderWayElsewhereAnswersThat() {
    try (var ben = new Process(other)) {
      one.renew();
      trainings.save(RegistryFixture.begun("v1"));

      assertThat(ben.turns.request().version()).isEqualTo("v1");
    }
  }

  private static void until(BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** What of a process trains and follows. */
  private final class Process implements AutoCloseable {
    private static final TrainingProperties OFTEN =
        new TrainingProperties(
            1,
            Duration.ofMillis(200),
            0,
            1,
            100,
            0.7,
            0.75,
            0.15,
            0,
            500,
            Duration.ofDays(30),
            1,
            200);

    private final InteractionProperties properties = InteractionProperties.defaults();
    private final Catalogue catalogue = new Catalogue();
    private final Histories histories = new Histories(properties);
    private final Interactions interactions = new Interactions(histories, catalogue, properties);
    private final ActiveModel active = new ActiveModel();
    private final ModelRegistry registry = RegistryFixture.registry(database, active, catalogue);
    private final LogFollowerJob follower =
        FollowerFixture.follower(database, interactions, catalogue);
    private final AtomicInteger runs = new AtomicInteger();
    private final TrainingLease lease;
    private final TrainingTurns turns;
    private final TrainingJob job;
    private final RegistryJob following;

    Process(TrainingLease lease) {
      this.lease = lease;
      KernelSettings settings = KernelSettings.of(OFTEN);
      turns =
          new TrainingTurns(
              registry,
              lease,
              trainings,
              OFTEN,
              () -> settings,
              Duration.ofDays(1),
              interactions,
              follower,
              Clock.systemUTC(),
              new Random(lease.hashCode()));
      job =
          new TrainingJob(
              turns,
              (training, answering, progress) -> learn(training),
              () -> ModelFixture.trainer(histories, catalogue).counts(),
              registry,
              new TrainingRecord(trainings),
              interactions,
              new SimpleMeterRegistry());
      following = new RegistryJob(registry, trainings, lease, turns::underWay, LOOK);
    }

    private TrainingJob.Learned learn(Training training) throws InterruptedException {
      runs.incrementAndGet();
      ModelTrainer.Trained trained =
          ModelFixture.trainer(histories, catalogue).train(training.version(), training.settings());
      return new TrainingJob.Learned(
          trained.model(),
          training.settings(),
          trained.counts(),
          Evaluation.none("nobody came later", 0, 0));
    }

    void start() {
      shoppersCome();
      follower.start();
      following.start();
      job.start();
    }

    void shoppersCome() {
      for (int user = 0; user < 20; user++) {
        for (int step = 0; step < 3; step++) {
          interactions.apply(
              aView()
                  .of("item-" + (user + step) % 10)
                  .by("user-" + user)
                  .after(Duration.ofMinutes(interactions.appliedEvents()))
                  .event());
        }
      }
    }

    boolean hasLearnt() {
      return active.current().neighbours().entryCount() > 0;
    }

    boolean serves(String version) {
      return active.current().version().equals(version);
    }

    /** Without a farewell: the lease stays where it is. */
    void die() {
      job.stop();
      follower.stop();
    }

    @Override
    public void close() {
      job.stop();
      follower.stop();
      following.stop();
      lease.release();
    }
  }
}
