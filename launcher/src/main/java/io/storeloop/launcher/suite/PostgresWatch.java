package io.storeloop.launcher.suite;

import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.postgres.LocalPostgres;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts PostgreSQL again when it ends by itself, as it does when somebody kills it. The services
 * answer 503 meanwhile and go on afterwards.
 */
final class PostgresWatch implements AutoCloseable, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWatch.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final LocalPostgres postgres;
  private final Console console;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this, "postgres-watch");

  private PostgresWatch(LocalPostgres postgres, Console console) {
    this.postgres = postgres;
    this.console = console;
  }

  static PostgresWatch start(LocalPostgres postgres, Console console) {
    PostgresWatch watch = new PostgresWatch(postgres, console);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  @Override
  public void run() {
    try {
      while (!closing.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!postgres.isAlive()) {
          restart();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void restart() {
    LOG.error("PostgreSQL ended unexpectedly and is started again");
    console.line("PostgreSQL ended unexpectedly; starting it again");
    try {
      postgres.start();
      console.line("PostgreSQL is back");
    } catch (Refusal refusal) {
      LOG.error("PostgreSQL could not be started again: {}", refusal.sentence());
      console.line(refusal.sentence());
    }
  }

  /** Returns when no restart is under way any more. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(LONGEST_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
