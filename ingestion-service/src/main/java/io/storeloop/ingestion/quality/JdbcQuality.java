package io.storeloop.ingestion.quality;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

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

  private static final String OF_DAY =
      """
      select source, measure, code, sum(records) as records
      from quality_counter
      where day = :day
      group by source, measure, code
      order by source, measure, code
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

  /** All counts of a day in UTC, by source, measure and code. */
  List<Counted> ofDay(LocalDate day) {
    return database
        .jdbc()
        .sql(OF_DAY)
        .param("day", day)
        .query((row, number) ->
            new Counted(
                row.getString("source"),
                row.getString("measure"),
                row.getString("code"),
                row.getLong("records")))
        .list();
  }

  /** One count. */
  record Counted(String source, String measure, String code, long records) {}
}
