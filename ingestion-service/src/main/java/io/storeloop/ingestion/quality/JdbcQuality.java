package io.storeloop.ingestion.quality;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The counters in the database. */
public final class JdbcQuality {
  private static final int SLOTS = 16;

  private static final String ADD =
      """
      insert into quality_counter (day, source, measure, code, slot, records)
      select cast(:day as date), :source, measure, code, :slot, records
      from unnest(cast(:measures as text[]), cast(:codes as text[]), cast(:records as bigint[]))
             as added (measure, code, records)
      on conflict (day, source, measure, code, slot)
      do update set records = quality_counter.records + excluded.records
      """;

  private static final String BETWEEN =
      """
      select day, source, measure, code, sum(records) as records
      from quality_counter
      where day >= cast(:from as date) and day < cast(:to as date)
        and (cast(:source as text) is null or source = :source)
      group by day, source, measure, code
      order by day, source, measure, code
      """;

  private final ServiceDatabase database;
  private final RandomGenerator random;

  public JdbcQuality(ServiceDatabase database, RandomGenerator random) {
    this.database = database;
    this.random = random;
  }

  /** Adds the counts within the caller's transaction. */
  public void add(LocalDate day, String source, QualityCounts counts) {
    Map<QualityCounts.Key, Long> byKey = counts.byKey();
    if (byKey.isEmpty()) {
      return;
    }
    database
        .jdbc()
        .sql(ADD)
        .param("day", day)
        .param("source", source)
        .param("slot", random.nextInt(SLOTS))
        .param(
            "measures",
            byKey.keySet().stream().map(QualityCounts.Key::measure).toArray(String[]::new))
        .param("codes", byKey.keySet().stream().map(QualityCounts.Key::code).toArray(String[]::new))
        .param("records", byKey.values().stream().map(String::valueOf).toArray(String[]::new))
        .update();
  }

  /** Adds within the caller's transaction what has left the quarantine unmended, by code. */
  public void addExpired(LocalDate day, String source, Map<String, Long> byCode) {
    add(day, source, QualityCounts.of(QualityCounts.EXPIRED, byCode));
  }

  /** All counts of the days in UTC from one to before another; of all sources without one. */
  List<Counted> between(LocalDate from, LocalDate to, @Nullable String source) {
    return database
        .jdbc()
        .sql(BETWEEN)
        .param("from", from)
        .param("to", to)
        .param("source", source)
        .query((row, number) ->
            new Counted(
                row.getObject("day", LocalDate.class),
                row.getString("source"),
                row.getString("measure"),
                row.getString("code"),
                row.getLong("records")))
        .list();
  }

  /** One count. */
  record Counted(LocalDate day, String source, String measure, String code, long records) {}
}
