package io.storeloop.recommendation.content;

import io.storeloop.common.background.HalfTime;
import io.storeloop.recommendation.model.ActiveModel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks regularly for items that are new or have changed, on one thread. */
final class ContentJob implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ContentJob.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final ColdItems items;
  private final ActiveModel activeModel;
  private final Duration interval;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;
  private @Nullable Thread thread;

  ContentJob(ColdItems items, ActiveModel activeModel, Duration interval) {
    this.items = items;
    this.activeModel = activeModel;
    this.interval = interval;
  }

  private void follow() {
    while (running) {
      boolean more = false;
      long from = System.nanoTime();
      try {
        more = items.refresh(activeModel.current());
      } catch (RuntimeException failure) {
        LOG.error("new items could not be looked up, trying again", failure);
      }
      // while a large catalogue is new, answers and the reading of the log have half of this core
      await(more ? HalfTime.restAfter(Duration.ofNanos(System.nanoTime() - from)) : interval);
    }
  }

  private void await(Duration pause) {
    try {
      if (stopSignal.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
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
    thread = Thread.ofPlatform().daemon().name("recommendation-content").start(this::follow);
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
