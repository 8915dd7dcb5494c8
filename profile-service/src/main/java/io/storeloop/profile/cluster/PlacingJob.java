package io.storeloop.profile.cluster;

import io.storeloop.common.background.BackgroundPriority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places everybody anew from time to time: who does nothing is away for longer and belongs to
 * another group, and no event says so.
 */
final class PlacingJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlacingJob.class);

  /** After a start sooner than the interval, or a process that is started daily never would. */
  private static final Duration FIRST = Duration.ofMinutes(10);

  private final CurrentClustering current;
  private final Placing placing;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("cluster-placing").factory());

  PlacingJob(CurrentClustering current, Placing placing, Clock clock) {
    this.current = current;
    this.placing = placing;
    this.clock = clock;
  }

  void every(Duration interval) {
    timer.scheduleWithFixedDelay(
        this::placeOrWait,
        Math.min(FIRST.toMillis(), interval.toMillis()),
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** A database that is away now is there the next time. */
  private void placeOrWait() {
    BackgroundPriority.take();
    try {
      place();
    } catch (RuntimeException e) {
      LOG.warn("profiles stay in the groups they are in until the next time", e);
    }
  }

  /** Everybody, into the groups of the current clustering as of now. */
  void place() {
    Instant now = clock.instant();
    current
        .model()
        .ifPresent(model ->
            placing.place(model.id(), model.model(), now, Instant.EPOCH, Placing.Pages.NOBODY));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
