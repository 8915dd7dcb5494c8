package io.storeloop.benchmarks.ingest;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.Load;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The plain ways into the same indexed table: no deduplication, no verdict, nobody to answer.
 *
 * <p>Not thread-safe: one per connection.
 */
final class PlainInserts implements Load.Caller {
  private static final String COLUMNS =
      "event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id,"
          + " quantity, price, currency, order_id, query, source, properties";

  private static final String COPY = "copy event (" + COLUMNS + ") from stdin";

  private static final String UNNEST =
      "insert into event ("
          + COLUMNS
          + ") select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],"
          + " ?::timestamptz[], ?::text[], ?::integer[], ?::numeric[], ?::text[], ?::text[], ?::text[], ?::text[],"
          + " ?::jsonb[])";

  private static final int COLUMN_COUNT = COLUMNS.split(",").length;

  private final Connection connection;
  private final SampleEvents events;
  private final int rowsPerCall;
  private final boolean copy;

  private PlainInserts(
      BenchmarkPostgres postgres, SampleEvents events, int rowsPerCall, boolean copy)
      throws SQLException {
    this.connection = postgres.connect();
    this.events = events;
    this.rowsPerCall = rowsPerCall;
    this.copy = copy;
  }

  /** {@code COPY}, one transaction for so many rows. */
  static Load.Opening copying(BenchmarkPostgres postgres, SampleEvents events, int rowsPerCall) {
    return () -> new PlainInserts(postgres, events, rowsPerCall, true);
  }

  /** {@code insert … select from unnest(arrays)}, one transaction for so many rows. */
  static Load.Opening unnesting(BenchmarkPostgres postgres, SampleEvents events, int rowsPerCall) {
    return () -> new PlainInserts(postgres, events, rowsPerCall, false);
  }

  @Override
  public Load.Answer call() throws SQLException, IOException {
    byte[] rows = events.copy(rowsPerCall);
    if (copy) {
      copy(rows);
    } else {
      unnest(new String(rows, StandardCharsets.ISO_8859_1));
    }
    return Load.Answer.ACCEPTED;
  }

  private void copy(byte[] rows) throws SQLException {
    var stream = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    stream.writeToCopy(rows, 0, rows.length);
    stream.endCopy();
  }

  private void unnest(String text) throws SQLException {
    List<String> lines = text.lines().toList();
    String[][] columns = new String[COLUMN_COUNT][lines.size()];
    for (int row = 0; row < lines.size(); row++) {
      List<String> cells = Arrays.asList(lines.get(row).split("\t", -1));
      for (int column = 0; column < COLUMN_COUNT; column++) {
        columns[column][row] = cells.get(column);
      }
    }
    try (PreparedStatement insert = connection.prepareStatement(UNNEST)) {
      for (int column = 0; column < COLUMN_COUNT; column++) {
        insert.setString(column + 1, array(columns[column]));
      }
      insert.executeUpdate();
    }
  }

  /** None of the sample's values needs more than quotes. */
  private static String array(String[] cells) {
    StringBuilder array = new StringBuilder("{");
    for (String cell : cells) {
      array.append(array.length() == 1 ? "" : ",");
      if (cell.equals("\\N")) {
        array.append("NULL");
      } else {
        array.append('"').append(cell.replace("\"", "\\\"")).append('"');
      }
    }
    return array.append('}').toString();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
