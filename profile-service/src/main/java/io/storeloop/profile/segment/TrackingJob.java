package io.storeloop.profile.segment;

import io.storeloop.common.background.HalfTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps membership in segments tracked: works while there is work, then looks again soon. What
 * nothing has happened to may wait, so it takes half of the time.
 */
final class TrackingJob implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(TrackingJob.class);
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);
  private static final long STOP_WAIT_MILLIS = 5_000;

  private final SegmentTracking tracking;
  private final Duration interval;
  private volatile boolean running;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  TrackingJob(SegmentTracking tracking, Duration interval) {
    this.tracking = tracking;
    this.interval = interval;
  }

  private void follow(CountDownLatch stop) {
    try {
      Duration pause = Duration.ZERO;
      while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = pauseAfterWork();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration pauseAfterWork() {
    long from = System.nanoTime();
    try {
      return switch (tracking.work()) {
        case NOTHING -> interval;
        case WHAT_HAPPENED -> Duration.ZERO;
        case WHAT_CAN_WAIT -> HalfTime.restAfter(Duration.ofNanos(System.nanoTime() - from));
      };
    } catch (RuntimeException e) {
      LOG.warn("membership in segments could not be tracked; trying again", e);
      return AFTER_A_FAULT;
    }
  }

  @Override
  public void start() {
    CountDownLatch stop = new CountDownLatch(1);
    stopSignal = stop;
    running = true;
    // a virtual one would keep a carrier from the answers for as long as it calculates
    thread = Thread.ofPlatform().daemon().name("segment-tracking").start(() -> follow(stop));
  }

  @Override
  public void stop() {
    Thread current = thread;
    running = false;
    stopSignal.countDown();
    if (current != null) {
      try {
        current.join(STOP_WAIT_MILLIS);
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
