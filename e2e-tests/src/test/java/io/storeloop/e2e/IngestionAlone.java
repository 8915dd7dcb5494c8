package io.storeloop.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ingestion-service alone in a process, on a PostgreSQL whose rows the test may look at. */
final class IngestionAlone implements AutoCloseable {
  static final String WRITE_KEY = "wk_e2e_0123456789abcdef0123456789";
  private static final String SECRET_KEY = "sk_e2e_0123456789abcdef0123456789";

  private final EmbeddedPostgres postgres;
  private final JavaProcess process;
  private final URI address;

  private IngestionAlone(EmbeddedPostgres postgres, JavaProcess process, URI address) {
    this.postgres = postgres;
    this.process = process;
    this.address = address;
  }

  static IngestionAlone start(Path folder) {
    EmbeddedPostgres postgres = FourProcesses.startPostgres();
    int port = JavaProcess.freePort();
    Map<String, String> environment =
        Map.of(
            "STORELOOP_DATABASE_URL",
            "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
            "STORELOOP_DATABASE_USERNAME",
            "postgres",
            "STORELOOP_KEYS_WRITE",
            WRITE_KEY,
            "STORELOOP_KEYS_SECRET",
            SECRET_KEY,
            "SERVER_ADDRESS",
            "127.0.0.1",
            "SERVER_PORT",
            Integer.toString(port));
    JavaProcess process =
        JavaProcess.start("ingestion-service", folder, environment, List.of()).awaitReady(port);
    return new IngestionAlone(postgres, process, URI.create("http://127.0.0.1:" + port));
  }

  URI address() {
    return address;
  }

  /** Under the secret key. */
  Api api() {
    return new Api(address, SECRET_KEY);
  }

  /** The first column of a query, null as an empty text. */
  List<String> column(String sql, Object... parameters) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> values = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String value = rows.getString(1);
          values.add(value == null ? "" : value);
        }
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
