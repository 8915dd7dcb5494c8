package io.storeloop.recommendation.interaction;

import io.storeloop.common.schema.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A PostgreSQL of one test, on the loopback, that can be stopped and comes back with its data. */
final class StoppablePostgres {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  private StoppablePostgres(Path data) throws IOException {
    this.data = data;
    this.server = builder().start();
    this.port = server.getPort();
  }

  static StoppablePostgres start() {
    try {
      return new StoppablePostgres(Files.createTempDirectory("stoppable-postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() throws IOException {
    server.close();
  }

  void startAgain() throws IOException {
    server = builder().setPort(port).start();
  }

  JdbcClient owner() {
    return JdbcClient.create(new DriverManagerDataSource(url(), "postgres", ""));
  }

  void register(DynamicPropertyRegistry registry) {
    registry.add("storeloop.database.url", this::url);
    registry.add("storeloop.database.username", () -> "postgres");
    registry.add("storeloop.database.password", () -> "");
    registry.add("storeloop.database.require-durable", () -> "false");
    registry.add("storeloop.keys.write", () -> TestDatabase.WRITE_KEY);
    registry.add("storeloop.keys.secret", () -> TestDatabase.SECRET_KEY);
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPGStartupWait(ANSWERS_WITHIN);
  }

  private String url() {
    return "jdbc:postgresql://localhost:%d/postgres".formatted(port);
  }
}
