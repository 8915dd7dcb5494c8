package io.storeloop.recommendation.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes the answers that wait, every flush interval, and deletes those that are too old. On a
 * thread of the platform: a virtual one would keep a carrier from the answers for a whole batch.
 */
final class LedgerJob implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerJob.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);
  private static final Duration CLEARANCE_INTERVAL = Duration.ofMinutes(1);

  /** Rows deleted at once: far from the time limit of a statement. */
  static final int CLEARED_AT_ONCE = 5_000;

  /** Such deletions before answers are written again, so that none find the queue full. */
  static final int CLEARANCE_STEPS = 4;

  private final Ledger ledger;
  private final JdbcLedger table;
  private final LedgerProperties properties;
  private final Clock clock;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;
  private Instant nextClearance = Instant.MIN;
  private @Nullable Thread thread;

  LedgerJob(Ledger ledger, JdbcLedger table, LedgerProperties properties, Clock clock) {
    this.ledger = ledger;
    this.table = table;
    this.properties = properties;
    this.clock = clock;
  }

  private void work() {
    boolean failing = false;
    while (running) {
      try {
        boolean more = ledger.write();
        failing = false;
        more |= clear();
        if (!more) {
          pause();
        }
      } catch (RuntimeException failure) {
        if (!failing) {
          LOG.warn("answers cannot be put on record for now: {}", failure.toString());
        }
        failing = true;
        pause();
      }
    }
  }

  /** Deletes what is too old; whether there may be more. What fails is tried again later. */
  boolean clear() {
    Instant now = clock.instant();
    if (now.isBefore(nextClearance)) {
      return false;
    }
    try {
      if (expire(now.minus(properties.retention()))) {
        return true;
      }
    } catch (RuntimeException failure) {
      LOG.warn("old answers cannot be deleted for now: {}", failure.toString());
    }
    nextClearance = now.plus(CLEARANCE_INTERVAL);
    return false;
  }

  private boolean expire(Instant before) {
    for (int step = 0; step < CLEARANCE_STEPS; step++) {
      if (table.expire(before, CLEARED_AT_ONCE) < CLEARED_AT_ONCE) {
        return false;
      }
    }
    return true;
  }

  private void pause() {
    try {
      if (stopSignal.await(properties.flushInterval().toMillis(), TimeUnit.MILLISECONDS)) {
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
    thread = Thread.ofPlatform().daemon().name("recommendation-ledger").start(this::work);
  }

  /** What still waits is written once more. */
  @Override
  public void stop() {
    Thread started = thread;
    running = false;
    stopSignal.countDown();
    if (started != null) {
      try {
        if (started.join(STOP_WAIT)) {
          ledger.write();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException away) {
        LOG.warn("the last answers are not on record: {}", away.toString());
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
