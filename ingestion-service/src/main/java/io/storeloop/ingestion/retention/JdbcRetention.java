package io.storeloop.ingestion.retention;

import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drops what is too old, a bounded piece at a time, and tells how old the oldest is. */
final class JdbcRetention {
  static final int PIECE = 10_000;

  private static final String DROP =
      "select drop_event_partition_before(cast(:horizon as timestamptz))";

  private static final String DELETE_KEYS =
      """
      delete from event_key
      where ctid = any (array(
        select ctid from event_key where received_at < cast(:horizon as timestamptz) limit :piece))
      """;

  private static final String DELETE_COUNTERS =
      """
      delete from quality_counter
      where ctid = any (array(select ctid from quality_counter where day < :day limit :piece))
      """;

  private final ServiceDatabase database;

  /** A month of the log. */
  record Month(String partition, Instant begin, long aboutEvents) {}

  JdbcRetention(ServiceDatabase database) {
    this.database = database;
  }

  /**
   * Drops the oldest month if all of it arrived before the horizon.
   *
   * @return its partition; empty when there is none so old
   * @throws org.springframework.dao.DataAccessException also if readers hold it for long
   */
  Optional<String> dropMonthBefore(Instant horizon) {
    return database
        .jdbc()
        .sql(DROP)
        .param("horizon", horizon.toString())
        .query((row, number) -> Optional.ofNullable(row.getString(1)))
        .single();
  }

  /** Deletes a piece of the keys that came before the horizon; how many. */
  int deleteKeysBefore(Instant horizon) {
    return database
        .jdbc()
        .sql(DELETE_KEYS)
        .param("horizon", horizon.toString())
        .param("piece", PIECE)
        .update();
  }

  /** Deletes a piece of the counters of earlier days; how many. */
  int deleteCountersBefore(LocalDate day) {
    return database.jdbc().sql(DELETE_COUNTERS).param("day", day).param("piece", PIECE).update();
  }

  /** The months that the log holds, the oldest first. */
  List<Month> months() {
    return database
        .jdbc()
        .sql("select partition, begins_at, about_rows from event_partitions()")
        .query((row, number) ->
            new Month(
                row.getString("partition"),
                Objects.requireNonNull(instant(row, "begins_at")),
                row.getLong("about_rows")))
        .list();
  }

  /** When the oldest record in quarantine came. */
  Optional<Instant> oldestQuarantined() {
    return database
        .jdbc()
        .sql("select min(received_at) as oldest from quarantined_record")
        .query((row, number) -> Optional.ofNullable(instant(row, "oldest")))
        .single();
  }

  /** The earliest day with counts. */
  Optional<LocalDate> oldestCounted() {
    return database
        .jdbc()
        .sql("select min(day) as oldest from quality_counter")
        .query((row, number) -> Optional.ofNullable(row.getObject("oldest", LocalDate.class)))
        .single();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
  }
}
