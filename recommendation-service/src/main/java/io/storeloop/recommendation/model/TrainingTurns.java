package io.storeloop.recommendation.model;

import io.storeloop.common.ids.Uuids;
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
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done next, and what is under way: one run after the other, in this process while it
 * holds the lease; while another does, counting alone. Thread-safe.
 */
final class TrainingTurns {
  /** What to do now. */
  sealed interface Turn {
    /** Learn, judge, and hand over. */
    record Train(Training training) implements Turn {}

    /**
     * Another process learns; what needs no proof is counted here.
     *
     * @param erasures how many erasures were heard of before
     */
    record Count(long erasures) implements Turn {}

    /** Nothing. */
    record Rest() implements Turn {}
  }

  private static final Logger LOG = LoggerFactory.getLogger(TrainingTurns.class);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

  /** A model must not go on with an erased shopper in it because one run failed. */
  private static final Duration ERASURE_RETRY = Duration.ofSeconds(5);

  /** Nor because the process that trains leaves none that can be read. */
  private static final Duration ERASURE_PATIENCE = Duration.ofSeconds(30);

  private final ModelRegistry registry;
  private final TrainingLease lease;
  private final Trainings trainings;
  private final Supplier<KernelSettings> settings;
  private final Duration rollbackRest;
  private final TrainingSchedule schedule;
  private final Interactions interactions;
  private final LogFollowerJob follower;
  private final Clock clock;
  private final RandomGenerator random;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private @Nullable Training begun;
  private @Nullable Training lastDone;
  private @Nullable Instant lastEnd;
  private @Nullable KernelSettings lastSettings;
  private Duration lastTook = Duration.ZERO;
  private volatile long trainedInteractions;
  private volatile long countedInteractions;
  private @Nullable Instant erased;
  private boolean counted = true;
  private long erasures;
  private Instant countRetry = Instant.MIN;
  private Instant erasureRetry = Instant.MIN;

  /** {@code settings}: what the next run trains with. */
  TrainingTurns(
      ModelRegistry registry,
      TrainingLease lease,
      Trainings trainings,
      TrainingProperties properties,
      Supplier<KernelSettings> settings,
      Duration rollbackRest,
      Interactions interactions,
      LogFollowerJob follower,
      Clock clock,
      RandomGenerator random) {
    this.registry = registry;
    this.lease = lease;
    this.trainings = trainings;
    this.settings = settings;
    this.rollbackRest = rollbackRest;
    this.schedule = new TrainingSchedule(properties);
    this.interactions = interactions;
    this.follower = follower;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Asks for a training now, in this process.
   *
   * @return the run that begins, or the one that is running already, here or elsewhere
   */
  Training request() {
    lock.lock();
    try {
      if (begun != null) {
        return begun;
      }
      if (!lease.take()) {
        Optional<Training> elsewhere = trainings.underWay();
        if (elsewhere.isPresent()) {
          return elsewhere.get();
        }
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
    lock.lock();
    try {
      erased = clock.instant();
      counted = false;
      erasures++;
    } finally {
      lock.unlock();
    }
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

  /**
   * Interactions that nothing has been learnt from yet, or counted while another process learns.
   */
  long untrainedInteractions() {
    return interactions.appliedInteractions()
        - (lease.held() ? trainedInteractions : countedInteractions);
  }

  /** What to do now, after at most a look interval. */
  Turn await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (begun == null) {
        boolean signalled = asked.await(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("asked to train: {}", signalled);
      }
      if (begun == null) {
        begun = due(clock.instant()).orElse(null);
      }
      return begun != null
          ? new Turn.Train(begun)
          : countDue() ? new Turn.Count(erasures) : new Turn.Rest();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Training> due(Instant now) {
    if (erased != null && follower.loaded() && !now.isBefore(erasureRetry) && isOurs(now, erased)) {
      erased = null;
      return Optional.of(next(Cause.ERASURE));
    }
    return lease.held() && registry.looked() && !registry.restsSince(now, rollbackRest)
        ? scheduled(now, somethingNew()).map(this::next)
        : Optional.empty();
  }

  /**
   * Whoever trains learns without the erased; where its model does not come, or was deleted by one
   * who heard of the erasure later, another does.
   */
  private boolean isOurs(Instant now, Instant since) {
    if (lease.held()) {
      return true;
    }
    if (registry.answersWithoutTheErased()) {
      erased = null;
      return false;
    }
    if (!now.isAfter(since.plus(ERASURE_PATIENCE))) {
      return false;
    }
    erasureRetry =
        now.plus(ERASURE_RETRY); // the lease is a row in the database, not to be asked all the time
    return lease.take();
  }

  private boolean countDue() {
    return !lease.held()
        && !clock.instant().isBefore(countRetry)
        && registry.looked()
        && follower.loaded()
        && (!counted || scheduled(clock.instant(), untrainedInteractions()).isPresent());
  }

  private Optional<Cause> scheduled(Instant now, long news) {
    return schedule.due(now, news, follower.loaded(), lastEnd, lastTook);
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

  void progress(TrainingProgress reached) {
    lock.lock();
    try {
      begun = begun == null ? null : begun.at(reached);
    } finally {
      lock.unlock();
    }
  }

  /** A run has ended; {@code seen}: interactions there were when it began. */
  void finish(Training done, long seen, Duration took) {
    lock.lock();
    try {
      begun = null;
      lastDone = done;
      trainedInteractions = seen;
      ended(seen, took);
      if (done.cause() == Cause.ERASURE && done.state() == Training.State.FAILED) {
        erased = clock.instant();
        erasureRetry = clock.instant().plus(ERASURE_RETRY);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether no shopper has been erased since a count began: otherwise it may count the erased. */
  boolean holds(Turn.Count turn) {
    lock.lock();
    try {
      return erasures == turn.erasures();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Everything was counted, and nothing learnt: should this process hold the lease next, it has all
   * of it to learn from. Counted again if a shopper was erased meanwhile. {@code seen} as above.
   */
  void finishCount(Turn.Count turn, long seen, Duration took) {
    lock.lock();
    try {
      lastSettings = null;
      ended(seen, took);
      counted = erasures == turn.erasures();
    } finally {
      lock.unlock();
    }
  }

  /** What was to be counted is still to be counted, after a pause. */
  void failCount() {
    lock.lock();
    try {
      countRetry = clock.instant().plus(ERASURE_RETRY);
    } finally {
      lock.unlock();
    }
  }

  private void ended(long seen, Duration took) {
    counted = true;
    lastEnd = clock.instant();
    lastTook = took;
    countedInteractions = seen;
  }
}
