package io.storeloop.ingestion.quarantine;

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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

  /** Oldest first; the code is optional. */
  private static final String PAGE =
      """
      select id, received_at, source, message_id, code, detail, payload, truncated, replayed_at
      from quarantined_record
      where (received_at, id) > (cast(:receivedAt as timestamptz), cast(:id as uuid))
        and (cast(:code as text) is null or code = :code)
        and replayed_at is null
      order by received_at, id
      limit :limit
      """;

  private static final String FIND =
      """
      select id, received_at, source, message_id, code, detail, payload, truncated, replayed_at
      from quarantined_record
      where id = :id
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
        .param("ids", column(sorted, QuarantinedRecord::id))
        .param("receivedAts", column(sorted, QuarantinedRecord::receivedAt))
        .param("sources", column(sorted, QuarantinedRecord::source))
        .param("messageIds", column(sorted, QuarantinedRecord::messageId))
        .param("codes", column(sorted, QuarantinedRecord::code))
        .param("details", column(sorted, QuarantinedRecord::detail))
        .param("payloads", column(sorted, QuarantinedRecord::payload))
        .param("truncated", column(sorted, QuarantinedRecord::truncated))
        .update();
  }

  /** Those still waiting after the given place, oldest first. */
  List<QuarantinedRecord> page(Instant receivedAt, UUID id, @Nullable String code, int limit) {
    return database
        .jdbc()
        .sql(PAGE)
        .param("receivedAt", receivedAt.toString())
        .param("id", id)
        .param("code", code)
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

  /** Notes within the caller's transaction that the record has become an event. */
  public void markReplayed(UUID id, Instant at) {
    database
        .jdbc()
        .sql("update quarantined_record set replayed_at = cast(:at as timestamptz) where id = :id")
        .param("at", at.toString())
        .param("id", id)
        .update();
  }

  private static QuarantinedRecord quarantined(ResultSet row) throws SQLException {
    OffsetDateTime replayedAt = row.getObject("replayed_at", OffsetDateTime.class);
    return new QuarantinedRecord(
        row.getObject("id", UUID.class),
        Objects.requireNonNull(row.getObject("received_at", OffsetDateTime.class)).toInstant(),
        row.getString("source"),
        row.getString("message_id"),
        row.getString("code"),
        row.getString("detail"),
        row.getString("payload"),
        row.getBoolean("truncated"),
        replayedAt == null ? null : replayedAt.toInstant());
  }

  private static @Nullable String[] column(
      List<QuarantinedRecord> records, Function<QuarantinedRecord, @Nullable Object> value) {
    @Nullable String[] column = new @Nullable String[records.size()];
    for (int i = 0; i < column.length; i++) {
      Object cell = value.apply(records.get(i));
      column[i] = cell == null ? null : cell.toString();
    }
    return column;
  }
}
