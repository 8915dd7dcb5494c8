package io.storeloop.ingestion.eventlog;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.deduplication.JdbcEventKeys;
import io.storeloop.ingestion.quality.JdbcQuality;
import io.storeloop.ingestion.quality.QualityCounts;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import io.storeloop.ingestion.quarantine.QuarantinedRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What a group of batches changes, in one transaction: ids are claimed, events are written only for
 * the ids that were new, and the counters, the quarantine and whatever the caller adds with them.
 *
 * <p>Every transaction takes its locks in this order, and within each table in the order of the
 * key, so that none waits for another in a circle. Thread-safe.
 */
final class EventTransaction {
  private final ServiceDatabase database;
  private final JdbcEventKeys keys;
  private final JdbcEventRows rows;
  private final JdbcQuality quality;
  private final JdbcQuarantine quarantine;
  private final Sieve sieve;

  /** Under what the counts of a batch are kept. */
  private record Counted(LocalDate day, String source) implements Comparable<Counted> {
    private static final Comparator<Counted> ORDER =
        Comparator.comparing(Counted::day).thenComparing(Counted::source);

    static Counted of(Batch batch) {
      return new Counted(LocalDate.ofInstant(batch.receivedAt(), ZoneOffset.UTC), batch.source());
    }

    @Override
    public int compareTo(Counted other) {
      return ORDER.compare(this, other);
    }
  }

  EventTransaction(
      ServiceDatabase database, JdbcQuality quality, JdbcQuarantine quarantine, Sieve sieve) {
    this.database = database;
    this.keys = new JdbcEventKeys(database);
    this.rows = new JdbcEventRows(database);
    this.quality = quality;
    this.quarantine = quarantine;
    this.sieve = sieve;
  }

  /** Per batch one result per submission, in their order; committed. */
  List<List<Result>> commit(List<Batch> group, Consumer<List<List<Result>>> inSameTransaction) {
    return database
        .transactions()
        .execute(status -> {
          BatchPlan plan = new BatchPlan(group);
          List<List<Result>> results = plan.results(store(plan, group));
          quarantine.add(quarantined(group));
          inSameTransaction.accept(results);
          count(group, results);
          return results;
        });
  }

  /** Writes the events of a batch and takes it back. */
  void rehearse(Batch batch) {
    database
        .transactions()
        .executeWithoutResult(status -> {
          status.setRollbackOnly();
          List<Batch> group = List.of(batch);
          store(new BatchPlan(group), group);
        });
  }

  private Set<UUID> store(BatchPlan plan, List<Batch> group) {
    Set<UUID> fresh = keys.claim(plan.ids(), latest(group));
    rows.insert(plan.rows(fresh));
    return fresh;
  }

  /** A key that is kept for as long as an event must not be older than it. */
  private static Instant latest(List<Batch> group) {
    return group.stream().map(Batch::receivedAt).max(Comparator.naturalOrder()).orElseThrow();
  }

  private List<QuarantinedRecord> quarantined(List<Batch> group) {
    List<QuarantinedRecord> records = new ArrayList<>();
    for (Batch batch : group) {
      for (Submission submission : batch.submissions()) {
        if (submission instanceof Submission.Refused refused
            && !sieve.withholds(refused.refusal())) {
          records.add(
              QuarantinedRecord.of(
                  batch.source(),
                  batch.receivedAt(),
                  refused.messageId(),
                  refused.refusal(),
                  refused.payload().get()));
        }
      }
    }
    return records;
  }

  private void count(List<Batch> group, List<List<Result>> results) {
    Map<Counted, QualityCounts> all = new TreeMap<>();
    for (int i = 0; i < group.size(); i++) {
      QualityCounts counts =
          all.computeIfAbsent(Counted.of(group.get(i)), counted -> new QualityCounts());
      counts.addReceived(group.get(i).submissions().size());
      results
          .get(i)
          .forEach(result ->
              counts.add(result.outcome(), code(result), result.repairs(), result.marks()));
    }
    all.forEach((counted, counts) -> quality.add(counted.day(), counted.source(), counts));
  }

  private static String code(Result result) {
    Refusal refusal = result.refusal();
    return refusal == null ? "" : refusal.code();
  }
}
