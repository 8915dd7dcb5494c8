package io.storeloop.common.schema;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.EventType;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.events.Traffic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the event log in the order in which its transactions began.
 *
 * <p>Sequence values commit out of order, so {@code id > last} skips rows. A read is bounded by the
 * snapshot horizon instead: only events of transactions older than every one still running are
 * seen, and of those none can appear later. The price: one long writing transaction holds everyone
 * back.
 */
public final class EventLog {
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> PROPERTIES =
      new TypeReference<>() {};

  private static final String READ_AFTER =
      """
      select tx, id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id, quantity,
             price, currency, order_id, query, rating, position, list_id, recommendation_id, decision_id,
             duration_millis, source, properties, traffic
      from event_v1
      where (tx, id) > (cast(:tx as xid8), :id)
        and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, id
      limit :limit
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final RowMapper<LoggedEvent> rows = (row, number) -> loggedEvent(row);

  public EventLog(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * The next events after the cursor, oldest first, at most {@code limit}; empty when there are
   * none yet.
   */
  public List<LoggedEvent> readAfter(EventCursor cursor, int limit) {
    return jdbc.sql(READ_AFTER)
        .param("tx", Long.toUnsignedString(cursor.tx()))
        .param("id", cursor.id())
        .param("limit", limit)
        .query(rows)
        .list();
  }

  /** Maps a row that has the columns of {@code event_v1}. */
  public LoggedEvent loggedEvent(ResultSet row) throws SQLException {
    EventCursor cursor =
        new EventCursor(Long.parseUnsignedLong(row.getString("tx")), row.getLong("id"));
    String type = row.getString("type");
    return new LoggedEvent(
        cursor,
        new Event(
            row.getString("message_id"),
            EventType.ofWireName(type)
                .orElseThrow(() -> new SQLException("unknown event type in the log: " + type)),
            row.getString("user_id"),
            row.getString("anonymous_id"),
            row.getString("session_id"),
            instant(row, "occurred_at"),
            instant(row, "received_at"),
            row.getString("item_id"),
            row.getObject("quantity", Integer.class),
            row.getBigDecimal("price"),
            row.getString("currency"),
            row.getString("order_id"),
            row.getString("query"),
            row.getBigDecimal("rating"),
            row.getObject("position", Integer.class),
            row.getString("list_id"),
            row.getString("recommendation_id"),
            row.getString("decision_id"),
            row.getObject("duration_millis", Long.class),
            row.getString("source"),
            properties(row.getString("properties")),
            Traffic.ofWireName(row.getString("traffic")).orElse(null)));
  }

  private Map<String, @Nullable Object> properties(String text) {
    return text.equals("{}") ? Map.of() : json.readValue(text, PROPERTIES);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
