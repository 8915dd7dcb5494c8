package io.storeloop.common.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes deleted rows, and their entries in indexes, off the pages of a service's tables; a delete
 * alone leaves them there until PostgreSQL finds the time.
 */
public final class Vacuum {
  /** A large table takes long, and says nothing meanwhile. */
  private static final Duration LONGEST = Duration.ofHours(2);

  private final ServiceDatabase database;
  private final List<String> tables;

  /** {@code tables} by name, never from outside. */
  public Vacuum(ServiceDatabase database, List<String> tables) {
    this.database = database;
    this.tables = List.copyOf(tables);
  }

  /** Vacuums all of them; needs the right {@code maintain} on each. */
  public void run() {
    if (!tables.isEmpty()) {
      new JdbcTemplate(database.dataSource())
          .execute((ConnectionCallback<Boolean>) this::onConnection);
    }
  }

  private boolean onConnection(Connection connection) throws SQLException {
    int usual = connection.getNetworkTimeout();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(executor, Math.toIntExact(LONGEST.toMillis()));
      try {
        statement.execute("set statement_timeout = 0");
        statement.execute("vacuum (index_cleanup on) " + String.join(", ", tables));
      } finally {
        statement.execute("reset statement_timeout");
        connection.setNetworkTimeout(executor, usual);
      }
    }
    return true;
  }
}
