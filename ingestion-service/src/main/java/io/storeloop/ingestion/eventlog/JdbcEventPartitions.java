package io.storeloop.ingestion.eventlog;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sees to it that the log has a partition for the month in which an event arrives. Thread-safe. */
final class JdbcEventPartitions {
  private final ServiceDatabase database;
  private final Set<YearMonth> ensured = ConcurrentHashMap.newKeySet();

  JdbcEventPartitions(ServiceDatabase database) {
    this.database = database;
  }

  /** Makes the partition if this process has not seen it yet; costs nothing otherwise. */
  void ensure(Instant receivedAt) {
    YearMonth month = YearMonth.from(receivedAt.atOffset(ZoneOffset.UTC));
    if (ensured.contains(month)) {
      return;
    }
    database
        .jdbc()
        .sql("select ensure_event_partition(cast(:at as timestamptz))")
        .param("at", receivedAt.toString())
        .query()
        .listOfRows();
    ensured.add(month);
  }

  /** Makes sure of it in the database, whatever this process believes to have seen. */
  void ensureAfresh(Instant receivedAt) {
    ensured.clear();
    ensure(receivedAt);
  }

  /** Makes the partitions of this month and the next. */
  void ensureAhead(Instant now) {
    ensure(now);
    ensure(now.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant());
  }
}
