package io.storeloop.ingestion.imports;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The one worker of this process: takes one task after the other, from the moment the service
 * starts. Work that a crash cut off is found again in the same way as new work.
 */
final class ImportJob implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ImportJob.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final JdbcImportTasks tasks;
  private final ImportRun run;
  private final Spool spool;
  private final ImportProperties properties;
  private final Clock clock;
  private final UUID worker;
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  ImportJob(
      JdbcImportTasks tasks,
      ImportRun run,
      Spool spool,
      ImportProperties properties,
      Clock clock,
      UUID worker) {
    this.tasks = tasks;
    this.run = run;
    this.spool = spool;
    this.properties = properties;
    this.clock = clock;
    this.worker = worker;
  }

  /** Says that there is work, so that it need not be looked for. */
  void wake() {
    bell.release();
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("imports").daemon().start(this::loop);
  }

  private void loop() {
    tidy();
    while (running) {
      try {
        Optional<ImportTask> task = tasks.claim(spool.id(), worker);
        if (task.isPresent()) {
          run.work(task.get(), worker, () -> !running);
        } else {
          pause();
        }
      } catch (LostLeaseException lost) {
        LOG.info("an import was taken over by another worker");
      } catch (DataAccessException | TransactionException away) {
        LOG.warn("an import has to wait for the database: {}", away.toString());
        release();
        pause();
      } catch (RuntimeException fault) {
        LOG.error("an import failed on a batch, trying again", fault);
        release();
        pause();
      }
    }
    release();
  }

  private void release() {
    try {
      tasks.release(worker);
    } catch (DataAccessException | TransactionException away) {
      LOG.debug("the lease could not be given back and will run out: {}", away.toString());
    }
  }

  private void pause() {
    try {
      if (bell.tryAcquire(properties.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
        bell.drainPermits();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  /** Removes what uploads and finished tasks have left behind. */
  private void tidy() {
    try {
      spool.removeAbandonedParts(clock.instant());
      for (UUID id : spool.tasks()) {
        Optional<ImportTask> task = tasks.find(id);
        boolean over =
            task.map(found -> found.finishedAt() != null)
                .orElse(spool.isAbandoned(id, clock.instant()));
        if (over) {
          spool.delete(id);
        }
      }
    } catch (IOException | DataAccessException | IllegalArgumentException untidy) {
      LOG.warn("the import directory could not be tidied up: {}", untidy.toString());
    }
  }

  @Override
  public void stop() {
    running = false;
    bell.release();
    Thread current = thread;
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
