package io.storeloop.common.schema;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Brings the schema up to date before anyone uses it. Whichever service starts first migrates,
 * under Flyway's lock; the others find it done.
 */
public final class SchemaMigration implements InitializingBean {
  private static final List<String> DURABLE_SETTINGS =
      List.of("fsync", "full_page_writes", "synchronous_commit");

  private static final int CONNECT_RETRIES = 10;

  private final DatabaseProperties properties;

  public SchemaMigration(DatabaseProperties properties) {
    this.properties = properties;
  }

  /**
   * Migrates, after having checked that the server keeps what it acknowledges.
   *
   * @throws IllegalStateException if the server runs without fsync, full page writes or synchronous
   *     commit, and {@code storeloop.database.require-durable} is on
   */
  @Override
  public void afterPropertiesSet() {
    var dataSource =
        new DriverManagerDataSource(properties.url(), properties.username(), properties.password());
    Flyway.configure()
        .dataSource(dataSource)
        .connectRetries(CONNECT_RETRIES)
        .locations("classpath:db/migration")
        .outOfOrder(true)
        .load()
        .migrate();
    if (properties.requireDurable()) {
      requireDurable(JdbcClient.create(dataSource));
    }
  }

  private static void requireDurable(JdbcClient jdbc) {
    for (String setting : DURABLE_SETTINGS) {
      String value =
          jdbc.sql("select current_setting(:setting)")
              .param("setting", setting)
              .query(String.class)
              .single();
      if (value.equals("off")) {
        throw new IllegalStateException(
            "PostgreSQL runs with %s=off and would lose acknowledged events: turn it on, or set storeloop.database.require-durable=false"
                .formatted(setting));
      }
    }
  }
}
