package io.storeloop.recommendation.model;

import io.storeloop.recommendation.interaction.LogFollowerJob;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Shows regularly to all sessions what happened in each, and gives a model that was read from its
 * snapshot the sessions of the histories, once these have been read.
 */
final class LiveSessionsJob implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSessionsJob.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final ActiveModel active;
  private final ModelTrainer trainer;
  private final ModelRegistry registry;
  private final LogFollowerJob follower;
  private final Duration interval;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;
  private @Nullable Thread thread;

  LiveSessionsJob(
      ActiveModel active,
      ModelTrainer trainer,
      ModelRegistry registry,
      LogFollowerJob follower,
      Duration interval) {
    this.active = active;
    this.trainer = trainer;
    this.registry = registry;
    this.follower = follower;
    this.interval = interval;
  }

  void step() {
    RecommendationModel model = active.current();
    LiveSessions sessions = model.learnt().sessions();
    if (sessions != null) {
      boolean fresh = sessions.refresh();
      LOG.trace("sessions refreshed: {}", fresh);
    } else if (follower.loaded() && model.learnt().items().count() > 0) {
      registry.answeringSettings().ifPresent(settings -> complete(model, settings));
    }
  }

  /** What is done while the histories are read is told afterwards, so that no click is lost. */
  private void complete(RecommendationModel model, KernelSettings settings) {
    try (Clicks.Recording clicks = registry.clicks().record()) {
      LiveSessions made = trainer.sessions(model.learnt().items(), settings.sessionOptions());
      clicks.replayInto(made);
      registry.complete(model, made);
    }
  }

  private void follow() {
    while (running) {
      try {
        step();
      } catch (RuntimeException failure) {
        LOG.error("sessions could not be refreshed, trying again", failure);
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
    thread = Thread.ofPlatform().daemon().name("recommendation-sessions").start(this::follow);
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
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
