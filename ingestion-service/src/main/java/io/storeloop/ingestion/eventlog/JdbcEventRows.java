package io.storeloop.ingestion.eventlog;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.Traffic;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes event rows by COPY, which costs the database least. Thread-safe. */
final class JdbcEventRows {
  /** In the order in which {@link #write} gives the values. */
  private static final String COLUMNS =
      """
      event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id,
      quantity, price, currency, order_id, query, rating, position, list_id, recommendation_id, decision_id,
      duration_millis, source, properties, traffic\
      """;

  private static final int COLUMN_COUNT = COLUMNS.split(",", -1).length;
  private static final String COPY = "copy event (" + COLUMNS + ") from stdin with (format binary)";

  /** What is kept in memory before it is sent on. */
  private static final int PIECE = 64 * 1024;

  private final JdbcTemplate jdbc;
  private final JsonMapper json = new JsonMapper();

  JdbcEventRows(ServiceDatabase database) {
    this.jdbc = new JdbcTemplate(database.dataSource());
  }

  /** Inserts within the caller's transaction, numbered in the order given. */
  void insert(List<BatchPlan.Row> rows) {
    if (!rows.isEmpty()) {
      jdbc.execute((Connection connection) -> copy(connection, rows));
    }
  }

  private long copy(Connection connection, List<BatchPlan.Row> rows) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      CopyRows pending = new CopyRows();
      for (BatchPlan.Row row : rows) {
        write(row, pending);
        if (pending.size() >= PIECE) {
          send(pending, copy);
        }
      }
      pending.end();
      send(pending, copy);
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void send(CopyRows pending, CopyIn copy) throws SQLException {
    copy.writeToCopy(pending.bytes(), 0, pending.size());
    pending.clear();
  }

  private void write(BatchPlan.Row row, CopyRows values) {
    Event event = row.event();
    Traffic traffic = event.traffic();
    values.row(COLUMN_COUNT);
    values.uuid(row.id());
    values.text(event.messageId());
    values.text(event.type().wireName());
    values.text(event.userId());
    values.text(event.anonymousId());
    values.text(event.sessionId());
    values.time(event.occurredAt());
    values.time(row.receivedAt());
    values.text(event.itemId());
    values.integer(event.quantity());
    values.numeric(event.price());
    values.text(event.currency());
    values.text(event.orderId());
    values.text(event.query());
    values.numeric(event.rating());
    values.integer(event.position());
    values.text(event.listId());
    values.text(event.recommendationId());
    values.text(event.decisionId());
    values.bigint(event.durationMillis());
    values.text(event.source());
    values.jsonb(event.properties().isEmpty() ? "{}" : json.writeValueAsString(event.properties()));
    values.text(traffic == null ? null : traffic.wireName());
  }
}
