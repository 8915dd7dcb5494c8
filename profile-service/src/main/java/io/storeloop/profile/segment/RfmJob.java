package io.storeloop.profile.segment;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the thresholds of the built-in segments from time to time: for the first time soon after
 * the start, so that they move also where the process is restarted more often than that. Segments
 * that are so already stay as they are.
 */
final class RfmJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RfmJob.class);

  /** How soon after the start, unless they move more often than that. */
  static final Duration FIRST = Duration.ofMinutes(5);

  private final Runnable refresh;
  private final ScheduledExecutorService timer;

  RfmJob(RfmSegments segments, Duration interval) {
    this(
        segments::refresh,
        interval,
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("rfm-segments").factory()));
  }

  RfmJob(Runnable refresh, Duration interval, ScheduledExecutorService timer) {
    this.refresh = refresh;
    this.timer = timer;
    Duration first = interval.compareTo(FIRST) < 0 ? interval : FIRST;
    timer.scheduleWithFixedDelay(
        this::refresh, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A database that is away now is there the next time. */
  private void refresh() {
    try {
      refresh.run();
    } catch (RuntimeException e) {
      LOG.warn("the thresholds of the RFM segments stay as they are until the next time", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
