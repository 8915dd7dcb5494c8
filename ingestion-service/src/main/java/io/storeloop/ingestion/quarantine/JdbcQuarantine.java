package io.storeloop.ingestion.quarantine;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The quarantine in the database. */
public final class JdbcQuarantine {
  private static final String ADD =
      """
      insert into quarantined_record (id, received_at, source, message_id, code, detail, payload, truncated)
      select * from unnest(
        cast(:ids as uuid[]), cast(:receivedAts as timestamptz[]), cast(:sources as text[]), cast(:messageIds as text[]),
        cast(:codes as text[]), cast(:details as text[]), cast(:payloads as text[]), cast(:truncated as boolean[]))
      on conflict do nothing
      """;

  /** Oldest first; code and source are optional. */
  private static final String PAGE =
      """
      select id, received_at, source, message_id, code, detail, payload, truncated, replayed_at
      from quarantined_record
      where (received_at, id) > (cast(:receivedAt as timestamptz), cast(:id as uuid))
        and (cast(:code as text) is null or code = :code)
        and (cast(:source as text) is null or source = :source)
        and replayed_at is null
      order by received_at, id
      limit :limit
      """;

  private static final String SUMMARY =
      """
      select source, code, count(*) as records, min(received_at) as oldest, max(received_at) as newest
      from quarantined_record
      where replayed_at is null
      group by source, code
      order by records desc, source, code
      limit :limit
      """;

  /** The oldest of those that came before a time, whatever became of them. */
  private static final String REMOVE_BEFORE =
      """
      delete from quarantined_record
      where id in (select id from quarantined_record where received_at < cast(:before as timestamptz)
                   order by received_at, id limit :limit for update skip locked)
      returning source, code, replayed_at
      """;

  private static final String REMOVE_OLDEST =
      """
      delete from quarantined_record
      where id in (select id from quarantined_record order by received_at, id limit :limit for update skip locked)
      returning source, code, replayed_at
      """;

  private static final String FIND =
      """
      select id, received_at, source, message_id, code, detail, payload, truncated, replayed_at
      from quarantined_record
      where id = :id
      """;

  /** Of two replays at once, the row lock makes one wait, and then find nothing to note. */
  private static final String MARK =
      """
      update quarantined_record set replayed_at = cast(:at as timestamptz)
      where id = :id and replayed_at is null
      """;

  private final ServiceDatabase database;

  public JdbcQuarantine(ServiceDatabase database) {
    this.database = database;
  }

  /** Keeps records within the caller's transaction; those kept already stay as they are. */
  public void add(List<QuarantinedRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    List<QuarantinedRecord> sorted =
        records.stream().sorted(Comparator.comparing(QuarantinedRecord::id)).toList();
    database
        .jdbc()
        .sql(ADD)
        .param("ids", ArrayColumn.of(sorted, QuarantinedRecord::id))
        .param("receivedAts", ArrayColumn.of(sorted, QuarantinedRecord::receivedAt))
        .param("sources", ArrayColumn.of(sorted, QuarantinedRecord::source))
        .param("messageIds", ArrayColumn.of(sorted, QuarantinedRecord::messageId))
        .param("codes", ArrayColumn.of(sorted, QuarantinedRecord::code))
        .param("details", ArrayColumn.of(sorted, QuarantinedRecord::detail))
        .param("payloads", ArrayColumn.of(sorted, QuarantinedRecord::payload))
        .param("truncated", ArrayColumn.of(sorted, QuarantinedRecord::truncated))
        .update();
  }

  /** Those still waiting after the given place, oldest first. */
  List<QuarantinedRecord> page(
      Instant receivedAt, UUID id, @Nullable String code, @Nullable String source, int limit) {
    return database
        .jdbc()
        .sql(PAGE)
        .param("receivedAt", receivedAt.toString())
        .param("id", id)
        .param("code", code)
        .param("source", source)
        .param("limit", limit)
        .query((row, number) -> quarantined(row))
        .list();
  }

  public Optional<QuarantinedRecord> find(UUID id) {
    return database
        .jdbc()
        .sql(FIND)
        .param("id", id)
        .query((row, number) -> quarantined(row))
        .optional();
  }

  /**
   * Notes within the caller's transaction that the record has become an event. Waits for another
   * transaction that does the same.
   *
   * @return false if it had become one already, or is gone
   */
  public boolean markReplayed(UUID id, Instant at) {
    return database.jdbc().sql(MARK).param("at", at.toString()).param("id", id).update() == 1;
  }

  /** How many wait, by source and code, the most numerous first. */
  List<Waiting> summary(int limit) {
    return database
        .jdbc()
        .sql(SUMMARY)
        .param("limit", limit)
        .query((row, number) ->
            new Waiting(
                row.getString("source"),
                row.getString("code"),
                row.getLong("records"),
                instant(row, "oldest"),
                instant(row, "newest")))
        .list();
  }

  /** Records of one source that were refused for one reason and wait. */
  record Waiting(String source, String code, long records, Instant oldest, Instant newest) {}

  /** All that are kept, those that have become events included. */
  long size() {
    return database
        .jdbc()
        .sql("select count(*) from quarantined_record")
        .query(Long.class)
        .single();
  }

  /** Removes within the caller's transaction what came before; at most so many, oldest first. */
  List<Removed> removeBefore(Instant before, int limit) {
    return removed(database.jdbc().sql(REMOVE_BEFORE).param("before", before.toString()), limit);
  }

  /** Removes within the caller's transaction the oldest. */
  List<Removed> removeOldest(int limit) {
    return removed(database.jdbc().sql(REMOVE_OLDEST), limit);
  }

  /** A record that is gone; {@code waiting} if it had not become an event. */
  record Removed(String source, String code, boolean waiting) {}

  private static List<Removed> removed(JdbcClient.StatementSpec statement, int limit) {
    return statement
        .param("limit", limit)
        .query((row, number) ->
            new Removed(
                row.getString("source"),
                row.getString("code"),
                row.getObject("replayed_at") == null))
        .list();
  }

  private static QuarantinedRecord quarantined(ResultSet row) throws SQLException {
    OffsetDateTime replayedAt = row.getObject("replayed_at", OffsetDateTime.class);
    return new QuarantinedRecord(
        row.getObject("id", UUID.class),
        instant(row, "received_at"),
        row.getString("source"),
        row.getString("message_id"),
        row.getString("code"),
        row.getString("detail"),
        row.getString("payload"),
        row.getBoolean("truncated"),
        replayedAt == null ? null : replayedAt.toInstant());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
