package io.storeloop.benchmarks.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL 18 of its own that keeps what it acknowledges, on the loopback address. */
public final class BenchmarkPostgres implements AutoCloseable {
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

  /** As docs/configuration.md advises for a log that grows large. */
  private static final Map<String, String> ADVISED =
      Map.of(
          "max_wal_size", "8GB",
          "min_wal_size", "1GB",
          "checkpoint_timeout", "15min",
          "shared_buffers", "2GB");

  private final EmbeddedPostgres postgres;
  private final long pid;

  private BenchmarkPostgres(EmbeddedPostgres postgres, long pid) {
    this.postgres = postgres;
    this.pid = pid;
  }

  /** Starts it in that folder, empty; with {@code advised} settings, or as it comes. */
  public static BenchmarkPostgres start(Path folder, boolean advised) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(true);
    DURABLE.forEach(builder::setServerConfig);
    if (advised) {
      ADVISED.forEach(builder::setServerConfig);
    }
    EmbeddedPostgres postgres = builder.start();
    String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
    return new BenchmarkPostgres(postgres, Long.parseLong(pid.strip()));
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  public String text(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Does now what would otherwise be done in the background of the next measurement. */
  public void settle() throws SQLException {
    execute("vacuum (analyze) event");
    execute("vacuum (analyze) event_key");
  }

  /**
   * As any that runs does every quarter of an hour. After the first one the write-ahead log goes on
   * in files that are there; before it, each 16 MB of it makes a commit wait for a new file.
   */
  public void checkpoint() throws SQLException {
    execute("checkpoint");
  }

  /** Processor time of all its processes so far, in seconds. */
  public double cpuSeconds() throws IOException {
    return ProcessorTime.ofFamily(pid);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
