package io.storeloop.recommendation.model;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Looks regularly which model the registry names, and has it answer: the model to start with, and
 * whatever another process activated. Also goes on with the lease to train, or takes one that was
 * left, and closes trainings whose process has ended.
 */
final class RegistryJob implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryJob.class);

  /** A training that was not heard of for so long has ended with its process. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final ModelRegistry registry;
  private final Trainings trainings;
  private final TrainingLease lease;
  private final Supplier<Optional<Training>> underWay;
  private final Duration interval;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;
  private @Nullable Thread thread;

  /** {@code underWay}: the training of this process, whose progress the others may see. */
  RegistryJob(
      ModelRegistry registry,
      Trainings trainings,
      TrainingLease lease,
      Supplier<Optional<Training>> underWay,
      Duration interval) {
    this.registry = registry;
    this.trainings = trainings;
    this.lease = lease;
    this.interval = interval;
    this.underWay = underWay;
  }

  void step() {
    boolean ours = lease.renew();
    LOG.trace("this process trains: {}", ours);
    registry.follow();
    underWay.get().ifPresent(this::noteProgress);
    trainings.closeSilent(SILENCE);
  }

  private void noteProgress(Training training) {
    if (training.progress() != null) {
      trainings.progress(training.version(), training.progress());
    }
  }

  private void follow() {
    while (running) {
      try {
        step();
      } catch (DataAccessException | TransactionException away) {
        LOG.warn("the registry of models cannot be read, trying again: {}", away.toString());
      } catch (RuntimeException failure) {
        LOG.error("the registry of models could not be followed, trying again", failure);
      }
      await();
    }
  }

  private void await() {
    try {
      if (stopSignal.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        running = false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  @Override
  public void start() {
    stopSignal = new CountDownLatch(1);
    running = true;
    thread = Thread.ofVirtual().name("recommendation-registry").start(this::follow);
  }

  @Override
  public void stop() {
    Thread started = thread;
    running = false;
    stopSignal.countDown();
    if (started != null) {
      try {
        started.join(STOP_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      lease.release();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
