package io.storeloop.profile.training;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at regular times, until closed, that something still runs, on a thread of its own. */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("training-beat").factory());

  private Heartbeat() {}

  /** The first beat comes after one pause; one that fails is followed by the next all the same. */
  static Heartbeat of(Runnable beat, Duration pause) {
    Heartbeat heartbeat = new Heartbeat();
    heartbeat.timer.scheduleWithFixedDelay(
        () -> beat(beat), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return heartbeat;
  }

  private static void beat(Runnable beat) {
    try {
      beat.run();
    } catch (RuntimeException e) {
      LOG.warn("a running training could not say so", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
