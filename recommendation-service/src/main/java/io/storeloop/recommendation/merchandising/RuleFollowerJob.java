package io.storeloop.recommendation.merchandising;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the rule book in step with the table: asks for the revision every poll interval, and reads
 * all rules when it has grown. While the database is away the rules read last go on holding.
 */
final class RuleFollowerJob implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RuleFollowerJob.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final MerchandisingRules rules;
  private final RuleBook book;
  private final Duration pollInterval;
  private final Counter failures;
  private volatile CountDownLatch stopSignal = new CountDownLatch(1);
  private volatile boolean running;
  private volatile long known = -1;
  private @Nullable Thread thread;

  RuleFollowerJob(
      MerchandisingRules rules,
      RuleBook book,
      MerchandisingProperties properties,
      MeterRegistry meters) {
    this.rules = rules;
    this.book = book;
    this.pollInterval = properties.pollInterval();
    this.failures = meters.counter("storeloop.recommendation.merchandising.failures");
  }

  /** Looks once. */
  void step() {
    if (rules.revision() != known) {
      MerchandisingRules.Snapshot snapshot = rules.all();
      book.replace(snapshot.rules());
      known = snapshot.revision();
    }
  }

  private void follow() {
    boolean failing = false;
    while (running) {
      try {
        step();
        failing = false;
      } catch (RuntimeException failure) {
        failures.increment();
        if (!failing) {
          LOG.warn("rules cannot be read, the latest go on holding: {}", failure.toString());
        }
        failing = true;
      }
      pause();
    }
  }

  private void pause() {
    try {
      if (stopSignal.await(pollInterval.toMillis(), TimeUnit.MILLISECONDS)) {
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
    thread = Thread.ofVirtual().name("recommendation-rules").start(this::follow);
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
