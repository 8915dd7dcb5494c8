package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.rows.UnreadableFileException;
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
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The one worker of this process: takes one task after the other, from the moment the service
 * starts. Work that a crash cut off is found again in the same way as new work.
 *
 * <p>While the database is away a task waits, however long. Any other fault is tried again a
 * bounded number of times, each pause twice the one before, and then ends the task with a code; the
 * death of a process counts as a fault, too, unless a batch has succeeded since. The worker itself
 * survives every fault.
 */
final class ImportJob implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ImportJob.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final JdbcImportTasks tasks;
  private final ImportWork work;
  private final Spool spool;
  private final ImportProperties properties;
  private final Clock clock;
  private final UUID worker;
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  ImportJob(
      JdbcImportTasks tasks,
      ImportWork work,
      Spool spool,
      ImportProperties properties,
      Clock clock,
      UUID worker) {
    this.tasks = tasks;
    this.work = work;
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
    employ(this::tidyAndLoop);
  }

  private void employ(Runnable duty) {
    thread =
        Thread.ofPlatform()
            .name("imports")
            .daemon()
            .uncaughtExceptionHandler((dead, cause) -> replace(cause))
            .start(duty);
  }

  /** What gets past the loop kills the thread, for instance a second lack of memory. */
  private void replace(Throwable cause) {
    LOG.error("the import worker has died and is replaced", cause);
    if (running) {
      employ(() -> {
        pause();
        loop();
      });
    }
  }

  private void tidyAndLoop() {
    tidy();
    loop();
  }

  private void loop() {
    while (running) {
      try {
        Optional<ImportTask> task = tasks.claim(spool.id(), worker);
        if (task.isPresent()) {
          attempt(task.get());
        } else {
          pause();
        }
      } catch (DataAccessException | TransactionException away) {
        LOG.warn("imports have to wait for the database: {}", away.toString());
        pause();
      }
    }
    release();
  }

  private void attempt(ImportTask task) {
    if (task.attempts() > properties.maxAttempts()) {
      giveBack(
          task,
          "worker_died",
          "the process ended %d times on the rows after %d"
              .formatted(properties.maxAttempts(), task.progress().rows()));
      return;
    }
    try {
      work.work(task, worker, () -> !running);
    } catch (LostLeaseException lost) {
      LOG.info("an import was cancelled, or taken over by another worker");
      tasks.find(task.id()).filter(found -> found.state().isOver()).ifPresent(this::forget);
    } catch (IOException unreadable) {
      LOG.warn("the file of an import cannot be read: {}", unreadable.toString());
      UnreadableFileException reason = FileFailure.ofAnything(unreadable);
      giveBack(task, reason.code(), reason.detail());
    } catch (RuntimeException | Error fault) {
      if (isDatabaseAway(fault)) {
        LOG.warn("an import has to wait for the database: {}", fault.toString());
        releaseWhenItIsBack();
      } else {
        LOG.error("an import failed on a batch", fault);
        giveBack(
            task,
            "batch_failed",
            "the rows after %d could not be stored: %s"
                .formatted(rowsDone(task), fault.getClass().getSimpleName()));
      }
    }
  }

  private static boolean isDatabaseAway(Throwable fault) {
    return fault instanceof TransientDataAccessException
        || fault instanceof DataAccessResourceFailureException
        || fault instanceof RecoverableDataAccessException
        || fault instanceof TransactionException;
  }

  private long rowsDone(ImportTask task) {
    return tasks.find(task.id()).orElse(task).progress().rows();
  }

  private void giveBack(ImportTask task, String code, String detail) {
    boolean failed =
        tasks.giveBackAfterFault(
            task.id(), worker, properties.maxAttempts(), properties.retryPause(), code, detail);
    if (failed) {
      forget(task);
    }
  }

  private void forget(ImportTask task) {
    spool.delete(task.id());
  }

  /** An absent database is no fault of the task, so its attempt must not count. */
  private void releaseWhenItIsBack() {
    pause();
    while (running && !release()) {
      pause();
    }
  }

  private boolean release() {
    try {
      tasks.release(worker);
      return true;
    } catch (DataAccessException | TransactionException away) {
      LOG.debug("the lease could not be given back and will run out: {}", away.toString());
      return false;
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
            task.map(found -> found.state().isOver())
                .orElse(spool.isAbandoned(id, clock.instant()));
        if (over) {
          spool.delete(id);
        }
      }
    } catch (IOException | DataAccessException | TransactionException untidy) {
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
