package io.storeloop.recommendation.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeloop.common.ids.Uuids;
import io.storeloop.recommendation.gate.Evaluation;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import io.storeloop.recommendation.model.Training.Cause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Trains in the background, on one thread, and hands what it learnt to the registry. Answers go on
 * with the old model meanwhile. A database that is away costs the record of a run, not the run; a
 * run that fails costs its model, not the thread. Thread-safe.
 */
final class TrainingJob implements SmartLifecycle {
  /** What a run has learnt, judged. */
  record Learned(
      RecommendationModel model,
      KernelSettings settings,
      TrainingCounts counts,
      Evaluation evaluation) {}

  /** Learns and judges the model of a run. */
  @FunctionalInterface
  interface Learner {
    /**
     * Does it all.
     *
     * @param answering the settings of the model that answers, to compare with
     */
    Learned learn(
        Training training, Optional<KernelSettings> answering, Consumer<TrainingProgress> progress)
        throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

  /** A model must not go on with an erased shopper in it because one run failed. */
  private static final Duration ERASURE_RETRY = Duration.ofSeconds(5);

  private static final Duration STOP_WAIT = Duration.ofSeconds(10);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Learner learner;
  private final ModelRegistry registry;
  private final TrainingRecord trainings;
  private final Supplier<KernelSettings> settings;
  private final Duration rollbackRest;
  private final TrainingSchedule schedule;
  private final Interactions interactions;
  private final LogFollowerJob follower;
  private final Clock clock;
  private final RandomGenerator random;
  private final Timer timer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private @Nullable Training begun;
  private @Nullable Training lastDone;
  private @Nullable Instant lastEnd;
  private @Nullable KernelSettings lastSettings;
  private Duration lastTook = Duration.ZERO;
  private volatile long trainedInteractions;
  private volatile boolean erased;
  private Instant erasureRetry = Instant.MIN;
  private volatile boolean running;
  private @Nullable Thread thread;

  /** {@code settings}: what the next run trains with. */
  TrainingJob(
      Learner learner,
      ModelRegistry registry,
      TrainingRecord trainings,
      TrainingProperties properties,
      Supplier<KernelSettings> settings,
      Duration rollbackRest,
      Interactions interactions,
      LogFollowerJob follower,
      Clock clock,
      RandomGenerator random,
      MeterRegistry meters) {
    this.learner = learner;
    this.registry = registry;
    this.trainings = trainings;
    this.settings = settings;
    this.rollbackRest = rollbackRest;
    this.schedule = new TrainingSchedule(properties);
    this.interactions = interactions;
    this.follower = follower;
    this.clock = clock;
    this.random = random;
    this.timer = meters.timer("storeloop.recommendation.training");
  }

  /**
   * Asks for a training now.
   *
   * @return the run that begins, or the one that is running already
   */
  Training request() {
    lock.lock();
    try {
      if (begun != null) {
        return begun;
      }
      Training next = next(Cause.REQUESTED);
      trainings.save(next);
      begun = next;
      asked.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Has the model learnt again, after the run that may be under way. */
  void retrainAfterErasure() {
    erased = true;
  }

  /** A run this process knows of without asking the database: the running and the latest one. */
  Optional<Training> recent(String version) {
    lock.lock();
    try {
      if (begun != null && begun.version().equals(version)) {
        return Optional.of(begun);
      }
      return Optional.ofNullable(lastDone).filter(done -> done.version().equals(version));
    } finally {
      lock.unlock();
    }
  }

  /** The run that is under way. */
  Optional<Training> underWay() {
    lock.lock();
    try {
      return Optional.ofNullable(begun);
    } finally {
      lock.unlock();
    }
  }

  /** Interactions that no model has learnt from yet. */
  long untrainedInteractions() {
    return interactions.appliedInteractions() - trainedInteractions;
  }

  /** Interactions to learn from; settings that no run has used yet count like one. */
  private long somethingNew() {
    KernelSettings used = lastSettings;
    boolean found = used != null && !settings.get().trainsAs(used);
    return untrainedInteractions() + (found ? 1 : 0);
  }

  private Training next(Cause cause) {
    Instant now = clock.instant();
    KernelSettings use =
        cause == Cause.ERASURE ? registry.answeringSettings().orElseGet(settings) : settings.get();
    lastSettings = use;
    return Training.begun(
        Uuids.v7(now, random).toString(), cause, now, follower.eventCursor(), use);
  }

  private void work() {
    while (running) {
      try {
        Training training = await();
        if (training != null) {
          train(training);
        }
      } catch (InterruptedException stopped) {
        running = false;
      } catch (Throwable failure) {
        LOG.error("a training broke off, the next one is due as usual", failure);
      }
    }
  }

  /** The run to do now, after at most a look interval; null when there is none. */
  private @Nullable Training await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (begun == null) {
        boolean signalled = asked.await(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("asked to train: {}", signalled);
      }
      Instant now = clock.instant();
      if (begun == null && erased && follower.loaded() && !now.isBefore(erasureRetry)) {
        erased = false;
        begun = next(Cause.ERASURE);
      }
      if (begun == null && registry.looked() && !registry.restsSince(now, rollbackRest)) {
        schedule
            .due(now, somethingNew(), follower.loaded(), lastEnd, lastTook)
            .ifPresent(cause -> begun = next(cause));
      }
      return begun;
    } finally {
      lock.unlock();
    }
  }

  private void train(Training training) throws InterruptedException {
    if (training.cause() != Cause.REQUESTED) {
      trainings.trySave(training);
    }
    long from = System.nanoTime();
    long seen = interactions.appliedInteractions();
    Training done = training.failed("it broke off", 0);
    try {
      done = run(training, from);
      timer.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
    } finally {
      finish(done, seen);
    }
  }

  private Training run(Training training, long from) throws InterruptedException {
    long erasures = registry.erasures();
    try (Clicks.Recording clicks = registry.clicks().record()) {
      Learned learned = learner.learn(training, registry.answeringSettings(), this::progress);
      clicks.replayInto(learned.model().learnt().sessions());
      Training done =
          training.learned(
              learned.settings(), learned.counts(), learned.evaluation(), secondsSince(from));
      return registry.register(done, learned.model(), erasures);
    } catch (RuntimeException | Error failure) {
      LOG.error("training {} failed", training.version(), failure);
      Training failed = training.failed("see the log of this time", secondsSince(from));
      trainings.trySave(failed);
      return failed;
    }
  }

  private void progress(TrainingProgress reached) {
    lock.lock();
    try {
      begun = begun == null ? null : begun.at(reached);
    } finally {
      lock.unlock();
    }
  }

  private void finish(Training done, long seen) {
    lock.lock();
    try {
      begun = null;
      lastDone = done;
      lastEnd = clock.instant();
      lastTook = Duration.ofNanos((long) (secondsOf(done) * NANOS_PER_SECOND));
      trainedInteractions = seen;
      if (done.cause() == Cause.ERASURE && done.state() == Training.State.FAILED) {
        erased = true;
        erasureRetry = lastEnd.plus(ERASURE_RETRY);
      }
    } finally {
      lock.unlock();
    }
  }

  private static double secondsOf(Training done) {
    return done.seconds() == null ? 0 : done.seconds();
  }

  private static double secondsSince(long from) {
    return (System.nanoTime() - from) / NANOS_PER_SECOND;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("recommendation-training").start(this::work);
  }

  @Override
  public void stop() {
    running = false;
    Thread started = thread;
    if (started != null) {
      started.interrupt();
      try {
        started.join(STOP_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
