package io.storeloop.ingestion.eventlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Calls that wait for a transaction, in the order they came.
 *
 * <p>A call that finds nobody else at work is handed out at once. Otherwise calls gather until they
 * are worth a transaction of their own, or the last one began long enough ago: the more callers
 * there are, the more of them share a transaction.
 *
 * <p>Bounded by whoever adds calls. Thread-safe.
 */
final class WaitingCalls {
  /** So many calls in one group say that there are callers enough to wait for. */
  private static final int COMPANY = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<GroupedCall> calls = new ArrayDeque<>();
  private final int maxRecords;
  private final int eagerRecords;
  private final long maxWaitNanos;
  private int records;
  private int running;
  private long lastBegan;
  private int lastCalls;
  private boolean closed;

  WaitingCalls(int maxRecords, int eagerRecords, Duration maxWait) {
    this.maxRecords = maxRecords;
    this.eagerRecords = eagerRecords;
    this.maxWaitNanos = maxWait.toNanos();
  }

  /** Adds a call; false if it is too late for that. */
  boolean add(GroupedCall call) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      calls.addLast(call);
      records += call.records();
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a call back; false if a group has it already. */
  boolean remove(GroupedCall call) {
    lock.lock();
    try {
      boolean removed = calls.remove(call);
      if (removed) {
        records -= call.records();
      }
      return removed;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return calls.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next group, as soon as there is one; empty when closed and nothing is left. Whoever took it
   * says {@link #done} when its transaction is over.
   */
  List<GroupedCall> take() {
    lock.lock();
    try {
      while (!isGroupReady()) {
        if (closed && calls.isEmpty()) {
          return List.of();
        }
        await();
      }
      running++;
      return group();
    } finally {
      lock.unlock();
    }
  }

  void done() {
    lock.lock();
    try {
      running--;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more calls; those that wait are still handed out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isGroupReady() {
    return !calls.isEmpty()
        && (closed || records >= eagerRecords || isNobodyAtWork() || nanosLeft() <= 0);
  }

  private boolean isNobodyAtWork() {
    return running == 0 && lastCalls < COMPANY;
  }

  private long nanosLeft() {
    return lastBegan + maxWaitNanos - System.nanoTime();
  }

  private void await() {
    if (calls.isEmpty()) {
      changed.awaitUninterruptibly();
      return;
    }
    try {
      long _ = changed.awaitNanos(Math.max(1, nanosLeft()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private List<GroupedCall> group() {
    List<GroupedCall> group = new ArrayList<>();
    for (int taken = 0; taken < maxRecords && !calls.isEmpty(); ) {
      GroupedCall call = calls.removeFirst();
      taken += call.records();
      records -= call.records();
      group.add(call);
    }
    lastBegan = System.nanoTime();
    lastCalls = group.size();
    if (!calls.isEmpty()) {
      changed.signal();
    }
    return group;
  }
}
