package io.storeloop.recommendation.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ForgottenShopper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Takes answers without ever making one wait: they queue in memory and are written in batches
 * behind it. One that finds the queue full, or whose batch cannot be written, is counted and not
 * kept. Thread-safe.
 */
public final class Ledger {
  /** Items of one answer that are put on record, from the first: bounds what waits, too. */
  public static final int MAX_ITEMS = 100;

  private final JdbcLedger table;
  private final LedgerProperties properties;
  private final ArrayBlockingQueue<LedgerEntry> waiting;
  private final Counter written;
  private final Counter dropped;
  private final ReentrantLock writing = new ReentrantLock();

  Ledger(JdbcLedger table, LedgerProperties properties, MeterRegistry meters) {
    this.table = table;
    this.properties = properties;
    this.waiting = new ArrayBlockingQueue<>(properties.queue());
    this.written = meters.counter("storeloop.recommendation.ledger.written");
    this.dropped = meters.counter("storeloop.recommendation.ledger.dropped");
    meters.gauge("storeloop.recommendation.ledger.waiting", waiting, ArrayBlockingQueue::size);
  }

  /** Notes an answer, if there is room. */
  public void add(LedgerEntry entry) {
    if (!waiting.offer(entry)) {
      dropped.increment();
    }
  }

  /**
   * Writes what waits, at most a batch.
   *
   * @return whether there may be more at once
   */
  boolean write() {
    writing.lock();
    try {
      List<LedgerEntry> batch = new ArrayList<>();
      waiting.drainTo(batch, properties.batch());
      if (!batch.isEmpty()) {
        writeOrDrop(batch);
      }
      return batch.size() == properties.batch();
    } finally {
      writing.unlock();
    }
  }

  private void writeOrDrop(List<LedgerEntry> batch) {
    try {
      table.add(batch);
      written.increment(batch.size());
    } catch (DataIntegrityViolationException oneOfThem) {
      writeOneByOne(batch);
    } catch (DataAccessException | TransactionException away) {
      dropped.increment(batch.size());
      throw away;
    }
  }

  /** So that one that the database cannot hold takes no other with it. */
  private void writeOneByOne(List<LedgerEntry> batch) {
    for (int place = 0; place < batch.size(); place++) {
      try {
        table.add(List.of(batch.get(place)));
        written.increment();
      } catch (DataIntegrityViolationException unstorable) {
        dropped.increment();
      } catch (DataAccessException | TransactionException away) {
        dropped.increment(batch.size() - place);
        throw away;
      }
    }
  }

  /** Forgets a shopper's answers, also those that wait; how many. */
  public long forget(ForgottenShopper shopper) {
    writing.lock();
    try {
      waiting.removeIf(entry -> entry.isOf(shopper.userId(), shopper.anonymousIds()));
      return table.forget(shopper);
    } finally {
      writing.unlock();
    }
  }
}
