package io.storeloop.ingestion.imports;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Renews a worker's lease from beside it, three times in a lease, so that a batch or a way to the
 * first row that takes longer than a lease is not begun again by somebody else, for ever in turns.
 *
 * <p>A worker that has made no step for {@value #LONGEST_STEP_MINUTES} minutes hangs: its lease is
 * left to run out. Thread-safe.
 */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final long LONGEST_STEP_MINUTES = 10;
  private static final int BEATS_PER_LEASE = 3;

  private final JdbcImportTasks tasks;
  private final UUID task;
  private final UUID worker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean lost;
  private volatile long lastStep = System.nanoTime();

  private Heartbeat(JdbcImportTasks tasks, UUID task, UUID worker) {
    this.tasks = tasks;
    this.task = task;
    this.worker = worker;
  }

  static Heartbeat start(JdbcImportTasks tasks, UUID task, UUID worker, Duration lease) {
    Heartbeat heartbeat = new Heartbeat(tasks, task, worker);
    long pause = Math.max(1, lease.toMillis() / BEATS_PER_LEASE);
    Thread.ofVirtual().name("imports-heartbeat").start(() -> heartbeat.beat(pause));
    return heartbeat;
  }

  /**
   * The worker has got a little further.
   *
   * @throws LostLeaseException if the task is no longer its own
   */
  void step() {
    lastStep = System.nanoTime();
    if (lost) {
      throw new LostLeaseException();
    }
  }

  private void beat(long pauseMillis) {
    try {
      while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS) && !lost && !hangs()) {
        try {
          lost = !tasks.renew(task, worker);
        } catch (DataAccessException | TransactionException away) {
          LOG.debug("a lease could not be renewed: {}", away.toString());
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hangs() {
    return System.nanoTime() - lastStep > TimeUnit.MINUTES.toNanos(LONGEST_STEP_MINUTES);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
