package io.storeloop.ingestion.export;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.identity.ShopperIds;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads everything about a shopper as of one instant, a bounded number of rows in memory. A reader
 * who stops reading holds the connection for at most the database's idle limit.
 */
final class JdbcExport {
  private static final int ROWS_IN_MEMORY = 200;

  private final ServiceDatabase database;
  private final NamedParameterJdbcTemplate rows;
  private final TransactionTemplate snapshot;

  /** Takes the records one after the other. */
  @FunctionalInterface
  interface Sink {
    /** {@code record} is a JSON object. */
    void take(ExportKind kind, String record);
  }

  JdbcExport(ServiceDatabase database) {
    this.database = database;
    JdbcTemplate template = new JdbcTemplate(database.dataSource());
    template.setFetchSize(ROWS_IN_MEMORY);
    this.rows = new NamedParameterJdbcTemplate(template);
    this.snapshot =
        new TransactionTemplate(
            Objects.requireNonNull(database.transactions().getTransactionManager()));
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** Gives all records to the sink; how many of each kind there were. */
  Map<ExportKind, Long> read(ShopperIds ids, Sink sink) {
    Map<ExportKind, Long> counts = new EnumMap<>(ExportKind.class);
    MapSqlParameterSource parameters =
        new MapSqlParameterSource()
            .addValue("userId", ids.userId())
            .addValue("anonymousIds", ids.anonymousArray())
            .addValue("ids", ids.all());
    snapshot.executeWithoutResult(status -> {
      database.jdbc().sql("set local time zone 'UTC'").update();
      for (ExportKind kind : ExportKind.values()) {
        counts.put(kind, 0L);
        rows.query(
            kind.sql(),
            parameters,
            row -> {
              sink.take(kind, row.getString(1));
              counts.merge(kind, 1L, Long::sum);
            });
      }
    });
    return counts;
  }
}
