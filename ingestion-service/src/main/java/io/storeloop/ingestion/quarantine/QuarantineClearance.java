package io.storeloop.ingestion.quarantine;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.quality.JdbcQuality;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps the quarantine within its bounds: removes what is too old, then the oldest of what is too
 * many. What had not become an event is counted as expired, in the transaction that removes it.
 */
final class QuarantineClearance {
  /** Records removed in one transaction. */
  static final int BATCH = 1000;

  private final ServiceDatabase database;
  private final JdbcQuarantine quarantine;
  private final JdbcQuality quality;
  private final QuarantineProperties properties;
  private final Clock clock;

  QuarantineClearance(
      ServiceDatabase database,
      JdbcQuarantine quarantine,
      JdbcQuality quality,
      QuarantineProperties properties,
      Clock clock) {
    this.database = database;
    this.quarantine = quarantine;
    this.quality = quality;
    this.properties = properties;
    this.clock = clock;
  }

  /** Removes batch by batch; how many records went. */
  long clear() {
    Instant now = clock.instant();
    long removed = 0;
    long last;
    do {
      last = removeOld(now);
      removed += last;
    } while (last == BATCH);
    long tooMany = quarantine.size() - properties.maxRecords();
    while (tooMany > 0) {
      last = removeOldest((int) Math.min(BATCH, tooMany), now);
      removed += last;
      tooMany = last == 0 ? 0 : tooMany - last;
    }
    return removed;
  }

  private long removeOld(Instant now) {
    return database
        .transactions()
        .execute(
            status -> count(quarantine.removeBefore(now.minus(properties.maxAge()), BATCH), now));
  }

  private long removeOldest(int most, Instant now) {
    return database.transactions().execute(status -> count(quarantine.removeOldest(most), now));
  }

  private long count(List<JdbcQuarantine.Removed> removed, Instant now) {
    Map<String, Map<String, Long>> bySource =
        removed.stream()
            .filter(JdbcQuarantine.Removed::waiting)
            .collect(
                Collectors.groupingBy(
                    JdbcQuarantine.Removed::source,
                    TreeMap::new,
                    Collectors.groupingBy(
                        JdbcQuarantine.Removed::code, TreeMap::new, Collectors.counting())));
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    bySource.forEach((source, byCode) -> quality.addExpired(today, source, byCode));
    return removed.size();
  }
}
