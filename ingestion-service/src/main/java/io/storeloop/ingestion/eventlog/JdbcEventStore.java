package io.storeloop.ingestion.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.quality.Arrivals;
import io.storeloop.ingestion.quality.JdbcQuality;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;

/**
 * The one way into the event log.
 *
 * <p>A batch is one transaction, or part of one that several batches share. When {@link #store}
 * returns, all of it is committed; when it throws, none of it is.
 *
 * <p>Thread-safe.
 */
public final class JdbcEventStore {
  private static final int ATTEMPTS = 4;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final JdbcEventPartitions partitions;
  private final EventTransaction transaction;
  private final Sieve sieve;
  private final RandomGenerator random;
  private final MeterRegistry meters;
  private final Arrivals arrivals;

  JdbcEventStore(
      ServiceDatabase database,
      JdbcEventPartitions partitions,
      JdbcQuality quality,
      JdbcQuarantine quarantine,
      Sieve sieve,
      RandomGenerator random,
      MeterRegistry meters) {
    this.partitions = partitions;
    this.transaction = new EventTransaction(database, quality, quarantine, sieve);
    this.sieve = sieve;
    this.random = random;
    this.meters = meters;
    this.arrivals = new Arrivals(meters);
  }

  /**
   * Notes that records have come, before anything is done with them; whoever does is to close it,
   * and to say before whether each got its outcome from {@link #store}.
   */
  public Arrivals.Group receive(String source, long records) {
    return arrivals.begin(source, records);
  }

  /**
   * Stores a batch; one result per submission, in their order. All events are noted as received at
   * that time.
   *
   * @param source the door the records came through, under which they are counted
   * @param inSameTransaction called with the results before the commit, again on every new attempt
   * @throws DataAccessException if the database is away or stays busy; then nothing was stored
   */
  public List<Result> store(
      String source,
      Instant receivedAt,
      List<Submission> submissions,
      Consumer<List<Result>> inSameTransaction) {
    return store(new Batch(source, receivedAt, submissions), inSameTransaction);
  }

  /**
   * Stores a batch. Where the database refuses values, the submissions that hold them are refused
   * and the others stored.
   */
  List<Result> store(Batch given, Consumer<List<Result>> inSameTransaction) {
    partitions.ensure(given.receivedAt());
    Batch batch = given;
    boolean partitionsChecked = false;
    while (true) {
      try {
        List<List<Result>> results =
            commit(List.of(batch), each -> inSameTransaction.accept(each.getFirst()));
        return results.getFirst();
      } catch (DataAccessException failure) {
        if (!SqlStates.blamesData(failure)) {
          throw failure;
        }
        partitions.ensureAfresh(batch.receivedAt());
        Batch sifted = sifted(batch);
        Batch cleaned = refuseGuilty(sifted);
        if (cleaned.equals(sifted) && partitionsChecked) {
          throw failure;
        }
        partitionsChecked = true;
        batch = cleaned;
      }
    }
  }

  /**
   * Stores several batches in one transaction; per batch one result per submission. Fails as a
   * whole, whichever of them is to blame.
   */
  List<List<Result>> storeTogether(List<Batch> group) {
    group.forEach(batch -> partitions.ensure(batch.receivedAt()));
    return commit(group, results -> {});
  }

  private Batch sifted(Batch batch) {
    return new Batch(batch.source(), batch.receivedAt(), sieve.sift(batch.submissions()));
  }

  /** Sifts before every attempt: between two of them a shopper may have been erased. */
  private List<List<Result>> commit(
      List<Batch> group, Consumer<List<List<Result>>> inSameTransaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        List<Batch> sifted = group.stream().map(this::sifted).toList();
        List<List<Result>> results = transaction.commit(sifted, inSameTransaction);
        for (int i = 0; i < results.size(); i++) {
          count(group.get(i).source(), results.get(i));
        }
        return results;
      } catch (DataAccessException failure) {
        if (attempt == ATTEMPTS || !SqlStates.isWorthRetrying(failure)) {
          throw failure;
        }
        LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
      }
    }
  }

  /** Turns every submission whose events the database refuses on its own into a refusal. */
  private Batch refuseGuilty(Batch batch) {
    List<Submission> cleaned = new ArrayList<>(batch.submissions());
    refuseGuilty(batch, cleaned, 0, cleaned.size());
    return new Batch(batch.source(), batch.receivedAt(), cleaned);
  }

  private void refuseGuilty(Batch batch, List<Submission> submissions, int from, int to) {
    String state =
        rehearse(new Batch(batch.source(), batch.receivedAt(), submissions.subList(from, to)));
    if (state.isEmpty()) {
      return;
    }
    if (to - from == 1) {
      Submission guilty = submissions.get(from);
      submissions.set(
          from,
          new Submission.Refused(
              guilty.messageId(),
              Refusal.ofRecord(
                  "refused_by_database", "the database refuses a value (SQLSTATE " + state + ")"),
              guilty.payload()));
      return;
    }
    int middle = (from + to) >>> 1;
    refuseGuilty(batch, submissions, from, middle);
    refuseGuilty(batch, submissions, middle, to);
  }

  /** The SQLSTATE if the database refuses a value of the batch; empty if it refuses none. */
  private String rehearse(Batch batch) {
    try {
      transaction.rehearse(batch);
      return "";
    } catch (DataAccessException failure) {
      if (!SqlStates.blamesData(failure)) {
        throw failure;
      }
      return SqlStates.of(failure);
    }
  }

  private void count(String source, List<Result> results) {
    results.stream()
        .collect(Collectors.groupingBy(Result::outcome, Collectors.counting()))
        .forEach((outcome, records) ->
            meters
                .counter(
                    "storeloop.ingestion.records", "source", source, "outcome", outcome.wireName())
                .increment(records));
  }
}
