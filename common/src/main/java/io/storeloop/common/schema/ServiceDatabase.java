package io.storeloop.common.schema;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One service's door to the shared database: a bounded pool whose connections all run under the
 * service's role, so that writing another owner's table is refused by the database itself.
 *
 * <p>Thread-safe. Closed with the application.
 */
public final class ServiceDatabase implements AutoCloseable {
  private final HikariDataSource dataSource;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  private ServiceDatabase(HikariDataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
    this.transactions = new TransactionTemplate(new DatabaseTransactions(dataSource));
  }

  /** Opens the pool; the first connection is made when it is first asked for. */
  public static ServiceDatabase open(
      DatabaseProperties properties, ServiceRole role, MeterRegistry meters) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(role.serviceName());
    config.setJdbcUrl(properties.url());
    config.setUsername(properties.username());
    config.setPassword(properties.password());
    config.setMaximumPoolSize(properties.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(properties.connectionWait().toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql("set role " + role.roleName());
    config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
    config.addDataSourceProperty("ApplicationName", "storeloop-" + role.serviceName());
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // the detail of an error repeats the row, and with it the shopper, in every log
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("connectTimeout", seconds(properties.connectTimeout()));
    config.addDataSourceProperty("socketTimeout", seconds(properties.socketTimeout()));
    config.addDataSourceProperty(
        "options",
        "-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
            .formatted(
                properties.statementTimeout().toMillis(),
                properties.lockTimeout().toMillis(),
                properties.socketTimeout().toMillis()));
    return new ServiceDatabase(new HikariDataSource(config));
  }

  public JdbcClient jdbc() {
    return jdbc;
  }

  /** Runs what is given to it in one transaction, together with everything {@link #jdbc()} does. */
  public TransactionTemplate transactions() {
    return transactions;
  }

  public DataSource dataSource() {
    return dataSource;
  }

  @Override
  public void close() {
    dataSource.close();
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }
}
