package io.storeloop.common.schema;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A fresh, migrated database for a test class, on one real PostgreSQL 18 per test run: a container
 * where Docker answers, the embedded server otherwise. Never skips.
 */
public final class TestDatabase {
  /** The keys under which tests call a service started on this database. */
  public static final String WRITE_KEY = "wk_test_0123456789abcdef0123456789";

  public static final String SECRET_KEY = "sk_test_0123456789abcdef0123456789";

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Server SERVER = Server.start();

  private static boolean migrated;

  private final DatabaseProperties properties;

  private TestDatabase(DatabaseProperties properties) {
    this.properties = properties;
  }

  /** A database of its own with the whole schema; the template is migrated once per run. */
  public static synchronized TestDatabase create() {
    String name = "test_" + NUMBER.incrementAndGet();
    JdbcClient admin = SERVER.admin();
    if (!migrated) {
      migrated = true;
      admin.sql("create database migrated").update();
      new SchemaMigration(SERVER.properties("migrated")).afterPropertiesSet();
    }
    admin.sql("create database " + name + " template migrated").update();
    return new TestDatabase(SERVER.properties(name));
  }

  /** An empty database, not migrated. */
  public static synchronized TestDatabase createEmpty() {
    String name = "test_empty_" + NUMBER.incrementAndGet();
    SERVER.admin().sql("create database " + name).update();
    return new TestDatabase(SERVER.properties(name));
  }

  public DatabaseProperties properties() {
    return properties;
  }

  /** A service's own door, under its role. The caller closes it. */
  public ServiceDatabase as(ServiceRole role) {
    return ServiceDatabase.open(properties, role, new SimpleMeterRegistry());
  }

  /** The owner's door, for arranging and looking. */
  public JdbcClient owner() {
    return JdbcClient.create(
        new DriverManagerDataSource(
            properties.url(), properties.username(), properties.password()));
  }

  /** Settings that a service under test needs; for {@code @DynamicPropertySource}. */
  public void register(DynamicPropertyRegistry registry) {
    settings().forEach((key, value) -> registry.add(key, () -> value));
  }

  /** The same settings as plain pairs. */
  public Map<String, String> settings() {
    return Map.of(
        "storeloop.database.url",
        properties.url(),
        "storeloop.database.username",
        properties.username(),
        "storeloop.database.password",
        properties.password(),
        "storeloop.database.require-durable",
        "false",
        "storeloop.keys.write",
        WRITE_KEY,
        "storeloop.keys.secret",
        SECRET_KEY);
  }

  private record Server(String urlPrefix, String username, String password) {
    static Server start() {
      return dockerAnswers() ? container() : embedded();
    }

    private static boolean dockerAnswers() {
      return DockerClientFactory.instance().isDockerAvailable();
    }

    private static Server container() {
      var container = new PostgreSQLContainer("postgres:18");
      container.start();
      String url =
          "jdbc:postgresql://%s:%d/"
              .formatted(
                  container.getHost(),
                  container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
      return new Server(url, container.getUsername(), container.getPassword());
    }

    private static Server embedded() {
      try {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        return new Server(
            "jdbc:postgresql://localhost:" + postgres.getPort() + "/", "postgres", "");
      } catch (IOException e) {
        throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
      }
    }

    DatabaseProperties properties(String database) {
      return new DatabaseProperties(
          urlPrefix + database,
          username,
          password,
          4,
          java.time.Duration.ofSeconds(5),
          java.time.Duration.ofSeconds(5),
          java.time.Duration.ofSeconds(30),
          java.time.Duration.ofSeconds(20),
          java.time.Duration.ofSeconds(5),
          false);
    }

    JdbcClient admin() {
      DatabaseProperties admin = properties("postgres");
      return JdbcClient.create(
          new DriverManagerDataSource(admin.url(), admin.username(), admin.password()));
    }
  }
}
