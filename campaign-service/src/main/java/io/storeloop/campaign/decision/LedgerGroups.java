package io.storeloop.campaign.decision;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes decisions that come at the same time by one statement: a commit costs the same for one row
 * as for a hundred. Every caller returns after the commit of its own row. There is no thread for
 * it: whoever finds nobody writing writes for all that wait, and hands on to the next in line. So a
 * single decision is written at once by its own thread.
 *
 * <p>Inside a caller's transaction a decision is written there, alone. Thread-safe.
 */
@Component
class LedgerGroups {
  private final Consumer<List<Decision>> rows;
  private final int mostWriters;
  private final int largestGroup;
  private final DistributionSummary decisionsPerGroup;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int writers;

  @Autowired
  LedgerGroups(JdbcDecisions ledger, DecisionProperties properties, MeterRegistry meters) {
    this(ledger::add, properties, meters);
  }

  LedgerGroups(Consumer<List<Decision>> rows, DecisionProperties properties, MeterRegistry meters) {
    this.rows = rows;
    this.mostWriters = properties.ledgerWriters();
    this.largestGroup = properties.ledgerGroup();
    this.decisionsPerGroup = meters.summary("storeloop.campaign.ledger.group");
    meters.gauge("storeloop.campaign.ledger.waiting", this, LedgerGroups::waiting);
  }

  /** How many wait for a writer. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the decision is in the ledger. */
  void add(Decision decision) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      rows.accept(List.of(decision));
      return;
    }
    Waiting mine = new Waiting(decision);
    if (isFirst(mine) || mine.turn() == Turn.WRITE) {
      try {
        write(group(mine));
      } finally {
        handOn();
      }
      mine.turn();
    }
  }

  /** Whether it may write now; otherwise it stands in line. */
  private boolean isFirst(Waiting mine) {
    lock.lock();
    try {
      if (writers < mostWriters) {
        writers++;
        return true;
      }
      waiting.addLast(mine);
      return false;
    } finally {
      lock.unlock();
    }
  }

  private List<Waiting> group(Waiting mine) {
    mine.turn = new CompletableFuture<>();
    List<Waiting> group = new ArrayList<>();
    group.add(mine);
    lock.lock();
    try {
      while (group.size() < largestGroup && !waiting.isEmpty()) {
        group.add(waiting.removeFirst());
      }
    } finally {
      lock.unlock();
    }
    return group;
  }

  private void handOn() {
    Waiting next;
    lock.lock();
    try {
      next = waiting.pollFirst();
      if (next == null) {
        writers--;
        return;
      }
    } finally {
      lock.unlock();
    }
    next.turn.complete(Turn.WRITE);
  }

  private void write(List<Waiting> group) {
    decisionsPerGroup.record(group.size());
    try {
      rows.accept(group.stream().map(Waiting::decision).toList());
      group.forEach(one -> one.turn.complete(Turn.WRITTEN));
    } catch (DataIntegrityViolationException failure) {
      if (group.size() == 1) {
        group.getFirst().turn.completeExceptionally(failure);
      } else {
        // so that each fails for its own reasons only
        group.forEach(one -> write(List.of(one)));
      }
    } catch (RuntimeException | Error failure) {
      group.forEach(one -> one.turn.completeExceptionally(failure));
    }
  }

  /** What one who waits is told. */
  private enum Turn {
    WRITE,
    WRITTEN
  }

  private static final class Waiting {
    private final Decision decision;
    private volatile CompletableFuture<Turn> turn = new CompletableFuture<>();

    Waiting(Decision decision) {
      this.decision = decision;
    }

    Decision decision() {
      return decision;
    }

    /** Waits to be told; throws why the decision could not be written. */
    Turn turn() {
      try {
        return turn.join();
      } catch (CompletionException failure) {
        if (failure.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw failure;
      }
    }
  }
}
