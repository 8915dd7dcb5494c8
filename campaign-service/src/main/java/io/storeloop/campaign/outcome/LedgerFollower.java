package io.storeloop.campaign.outcome;

import io.storeloop.common.schema.FollowerProperties;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Counts decisions behind the ledger, batch after batch; several processes may. */
final class LedgerFollower implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFollower.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final JdbcLedger ledger;
  private final JdbcUndone undone;
  private final FollowerProperties properties;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;
  private @Nullable Thread thread;

  LedgerFollower(JdbcLedger ledger, JdbcUndone undone, FollowerProperties properties) {
    this.ledger = ledger;
    this.undone = undone;
    this.properties = properties;
  }

  @Override
  public void start() {
    stopSignal = new CountDownLatch(1);
    running = true;
    // a virtual one would keep a carrier from the answers for as long as it calculates
    thread = Thread.ofPlatform().daemon().name("follower-campaign-ledger").start(this::follow);
  }

  private void follow() {
    while (running) {
      Duration pause = properties.pollInterval();
      try {
        undone.step(properties.batchSize());
        if (ledger.step(properties.batchSize()) == properties.batchSize()) {
          pause = Duration.ZERO;
        }
      } catch (RuntimeException failure) {
        LOG.warn("decisions could not be counted, trying again: {}", failure.toString());
        pause = properties.retryPause();
      }
      waitFor(pause);
    }
  }

  private void waitFor(Duration pause) {
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
  public void stop() {
    Thread current = thread;
    running = false;
    stopSignal.countDown();
    if (current != null) {
      try {
        current.join(STOP_WAIT);
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
