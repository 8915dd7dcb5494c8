package io.storeloop.profile.segment;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves the thresholds of the built-in segments from time to time. */
final class RfmJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RfmJob.class);

  private final RfmSegments segments;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("rfm-segments").factory());

  RfmJob(RfmSegments segments, Duration interval) {
    this.segments = segments;
    timer.scheduleWithFixedDelay(
        this::refresh, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A database that is away now is there the next time. */
  private void refresh() {
    try {
      segments.refresh();
    } catch (RuntimeException e) {
      LOG.warn("the thresholds of the RFM segments stay as they are until the next time", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
