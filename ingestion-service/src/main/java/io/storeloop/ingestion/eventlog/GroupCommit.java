package io.storeloop.ingestion.eventlog;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.ingestion.quality.Arrivals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/**
 * Gathers calls that come at the same time into common transactions: a commit costs the same for
 * one event as for a thousand. Every caller waits for the commit of its own records and gets their
 * results.
 *
 * <p>When a group fails, its calls are stored one by one, so that each fails for its own reasons
 * only; unless the database is away, which is everybody's, or one after the other takes longer than
 * the database allows. A call whose caller has stopped waiting is not stored any more.
 *
 * <p>Thread-safe. Closing stores what waits.
 */
public final class GroupCommit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** A transaction that was begun ends within the database's own time limits. */
  private static final Duration LONGEST_COMMIT = Duration.ofMinutes(2);

  /** After so many calls in a row that ran out of time, the others of their group would as well. */
  private static final int MOST_TIMEOUTS = 2;

  /** Whoever stops the service does not wait longer for what a database does not answer. */
  private static final Duration LONGEST_CLOSING = Duration.ofSeconds(20);

  private final JdbcEventStore store;
  private final WaitingCalls waiting;
  private final Duration patience;
  private final DistributionSummary callsPerGroup;
  private final List<Thread> committers = new ArrayList<>();

  GroupCommit(JdbcEventStore store, GroupProperties properties, MeterRegistry meters) {
    this.store = store;
    this.callsPerGroup = meters.summary("storeloop.ingestion.group.calls");
    this.patience = properties.patience();
    this.waiting =
        new WaitingCalls(properties.maxRecords(), properties.eagerRecords(), properties.maxWait());
    meters.gauge("storeloop.ingestion.waiting.calls", waiting, WaitingCalls::size);
    for (int i = 1; i <= properties.committers(); i++) {
      committers.add(Thread.ofPlatform().name("ingestion-commit-" + i).start(this::work));
    }
  }

  /** As {@link JdbcEventStore#receive}. */
  public Arrivals.Group receive(String source, long records) {
    return store.receive(source, records);
  }

  /**
   * Stores the records of a call; one result per submission, in their order.
   *
   * @throws DataAccessException if the database is away or stays busy; then nothing was stored, or
   *     nobody can say whether it was
   */
  public List<Result> store(String source, Instant receivedAt, List<Submission> submissions) {
    GroupedCall call = new GroupedCall(new Batch(source, receivedAt, submissions));
    if (!waiting.add(call)) {
      throw new DataAccessResourceFailureException("the service is stopping");
    }
    Optional<List<Result>> results = call.await(patience);
    if (results.isEmpty() && waiting.remove(call)) {
      throw new QueryTimeoutException("no transaction began within " + patience);
    }
    return results
        .or(() -> call.await(LONGEST_COMMIT))
        .orElseGet(
            () -> call.giveUp(new QueryTimeoutException("no commit within " + LONGEST_COMMIT)));
  }

  int waitingCalls() {
    return waiting.size();
  }

  private void work() {
    for (List<GroupedCall> group = waiting.take(); !group.isEmpty(); group = waiting.take()) {
      try {
        callsPerGroup.record(group.size());
        commit(group.stream().filter(call -> !call.isOver()).toList());
      } catch (RuntimeException | Error failure) {
        LOG.error("a group of {} calls was not stored", group.size(), failure);
        IllegalStateException notStored =
            new IllegalStateException("the group was not stored", failure);
        group.forEach(call -> call.fail(notStored));
      } finally {
        waiting.done();
      }
    }
  }

  private void commit(List<GroupedCall> group) {
    if (group.size() <= 1) {
      commitOneByOne(group);
      return;
    }
    try {
      List<List<Result>> results =
          store.storeTogether(group.stream().map(GroupedCall::batch).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).succeed(results.get(i));
      }
    } catch (RuntimeException failure) {
      if (SqlStates.mayBlameOne(failure)) {
        LOG.debug("a group of {} calls is stored one by one: {}", group.size(), failure.toString());
        commitOneByOne(group);
      } else {
        group.forEach(call -> call.fail(failure));
      }
    }
  }

  private void commitOneByOne(List<GroupedCall> group) {
    int timeouts = 0;
    for (int i = 0; i < group.size(); i++) {
      GroupedCall call = group.get(i);
      if (call.isOver()) {
        continue;
      }
      try {
        call.succeed(store.store(call.batch(), results -> {}));
        timeouts = 0;
      } catch (RuntimeException failure) {
        call.fail(failure);
        timeouts = SqlStates.isTimeout(failure) ? timeouts + 1 : 0;
        if (timeouts == MOST_TIMEOUTS) {
          group.subList(i + 1, group.size()).forEach(other -> other.fail(failure));
          return;
        }
      }
    }
  }

  /**
   * Takes no more calls, stores those that wait, and returns when all of them are answered, or
   * after {@link #LONGEST_CLOSING}.
   */
  @Override
  public void close() {
    waiting.close();
    long until = System.nanoTime() + LONGEST_CLOSING.toNanos();
    try {
      for (Thread committer : committers) {
        if (!committer.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())))) {
          LOG.warn("calls are still being stored {} after closing began", LONGEST_CLOSING);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
