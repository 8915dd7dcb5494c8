package io.storeloop.ingestion.eventlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.deduplication.JdbcEventKeys;
import io.storeloop.ingestion.quality.JdbcQuality;
import io.storeloop.ingestion.quality.QualityCounts;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import io.storeloop.ingestion.quarantine.QuarantinedRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;

/**
 * The one way into the event log.
 *
 * <p>A batch is one transaction: its ids are claimed, events are written only for the ids that were
 * new, and the counters, the quarantine and whatever the caller adds are written with them. When
 * {@link #store} returns, all of it is committed; when it throws, none of it is.
 *
 * <p>Thread-safe.
 */
public final class JdbcEventStore {
  private static final int ATTEMPTS = 4;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final ServiceDatabase database;
  private final JdbcEventPartitions partitions;
  private final JdbcEventKeys keys;
  private final JdbcEventRows rows;
  private final JdbcQuality quality;
  private final JdbcQuarantine quarantine;
  private final Sieve sieve;
  private final RandomGenerator random;
  private final MeterRegistry meters;

  JdbcEventStore(
      ServiceDatabase database,
      JdbcEventPartitions partitions,
      JdbcQuality quality,
      JdbcQuarantine quarantine,
      Sieve sieve,
      RandomGenerator random,
      MeterRegistry meters) {
    this.database = database;
    this.partitions = partitions;
    this.keys = new JdbcEventKeys(database);
    this.rows = new JdbcEventRows(database);
    this.quality = quality;
    this.quarantine = quarantine;
    this.sieve = sieve;
    this.random = random;
    this.meters = meters;
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
    partitions.ensure(receivedAt);
    List<Submission> batch = sieve.sift(submissions);
    boolean partitionsChecked = false;
    while (true) {
      try {
        return count(source, commit(source, receivedAt, batch, inSameTransaction));
      } catch (DataAccessException failure) {
        if (!SqlStates.blamesData(failure)) {
          throw failure;
        }
        partitions.ensureAfresh(receivedAt);
        List<Submission> cleaned = refuseGuilty(batch, receivedAt);
        if (cleaned.equals(batch) && partitionsChecked) {
          throw failure;
        }
        partitionsChecked = true;
        batch = cleaned;
      }
    }
  }

  private List<Result> commit(
      String source,
      Instant receivedAt,
      List<Submission> batch,
      Consumer<List<Result>> inSameTransaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return database
            .transactions()
            .execute(status -> write(source, receivedAt, batch, inSameTransaction));
      } catch (DataAccessException failure) {
        if (attempt == ATTEMPTS || !SqlStates.isWorthRetrying(failure)) {
          throw failure;
        }
        LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
      }
    }
  }

  private List<Result> write(
      String source,
      Instant receivedAt,
      List<Submission> batch,
      Consumer<List<Result>> inSameTransaction) {
    BatchPlan plan = new BatchPlan(batch);
    Set<UUID> fresh = keys.claim(plan.ids(), receivedAt);
    rows.insert(plan.rows(fresh), receivedAt);
    List<Result> results = plan.results(fresh);
    quarantine.add(quarantined(source, receivedAt, batch));
    inSameTransaction.accept(results);
    QualityCounts counts = new QualityCounts();
    results.forEach(result -> counts.add(result.outcome(), code(result), result.repairs()));
    quality.add(LocalDate.ofInstant(receivedAt, ZoneOffset.UTC), source, counts);
    return results;
  }

  private List<QuarantinedRecord> quarantined(
      String source, Instant receivedAt, List<Submission> batch) {
    List<QuarantinedRecord> records = new ArrayList<>();
    for (Submission submission : batch) {
      if (submission instanceof Submission.Refused refused && !sieve.withholds(refused.refusal())) {
        records.add(
            QuarantinedRecord.of(
                source,
                receivedAt,
                refused.messageId(),
                refused.refusal(),
                refused.payload().get()));
      }
    }
    return records;
  }

  /** Turns every submission whose events the database refuses on its own into a refusal. */
  private List<Submission> refuseGuilty(List<Submission> batch, Instant receivedAt) {
    List<Submission> cleaned = new ArrayList<>(batch);
    refuseGuilty(cleaned, 0, cleaned.size(), receivedAt);
    return cleaned;
  }

  private void refuseGuilty(List<Submission> batch, int from, int to, Instant receivedAt) {
    String state = rehearse(batch.subList(from, to), receivedAt);
    if (state.isEmpty()) {
      return;
    }
    if (to - from == 1) {
      Submission guilty = batch.get(from);
      batch.set(
          from,
          new Submission.Refused(
              guilty.messageId(),
              Refusal.ofRecord(
                  "refused_by_database", "the database refuses a value (SQLSTATE " + state + ")"),
              guilty.payload()));
      return;
    }
    int middle = (from + to) >>> 1;
    refuseGuilty(batch, from, middle, receivedAt);
    refuseGuilty(batch, middle, to, receivedAt);
  }

  /** Writes the events and takes it back; the SQLSTATE if the database refuses a value. */
  private String rehearse(List<Submission> part, Instant receivedAt) {
    try {
      return database
          .transactions()
          .execute(status -> {
            status.setRollbackOnly();
            BatchPlan plan = new BatchPlan(part);
            rows.insert(plan.rows(keys.claim(plan.ids(), receivedAt)), receivedAt);
            return "";
          });
    } catch (DataAccessException failure) {
      if (!SqlStates.blamesData(failure)) {
        throw failure;
      }
      return SqlStates.of(failure);
    }
  }

  private List<Result> count(String source, List<Result> results) {
    results.stream()
        .collect(Collectors.groupingBy(Result::outcome, Collectors.counting()))
        .forEach((outcome, records) ->
            meters
                .counter(
                    "storeloop.ingestion.records", "source", source, "outcome", outcome.wireName())
                .increment(records));
    return results;
  }

  private static String code(Result result) {
    Refusal refusal = result.refusal();
    return refusal == null ? "" : refusal.code();
  }
}
