package io.storeloop.benchmarks.recommend;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Shoppers who go on looking while recommendations are measured: a fixed number of views a second
 * come into the log. Ends when closed.
 */
final class LiveEvents implements AutoCloseable {
  /** Views a second, in ten transactions. */
  static final int PER_SECOND = 500;

  private static final int PER_INSERT = 50;
  private static final long PAUSE_MILLIS = 1000L * PER_INSERT / PER_SECOND;

  private static final String INSERT =
      """
      insert into event (event_id, message_id, type, user_id, session_id, occurred_at, received_at, item_id, source)
      select gen_random_uuid(), 'live-' || gen_random_uuid(), 'view', 'user-' || shopper, 's-' || shopper, now(), now(),
        'item-' || floor(%1$d * power(random(), 2.5))::int, 'events'
      from (select n, floor(random() * %2$d)::int as shopper from generate_series(1, %3$d) as n) as made
      """;

  private final Thread thread;
  private final Connection connection;
  private volatile boolean running = true;

  private LiveEvents(BenchmarkPostgres postgres, Options options) throws SQLException {
    connection = postgres.connect();
    String sql = INSERT.formatted(options.items(), options.users(), PER_INSERT);
    thread = Thread.ofPlatform().daemon().name("live-events").start(() -> insert(sql));
  }

  static LiveEvents start(BenchmarkPostgres postgres, Options options) throws SQLException {
    return new LiveEvents(postgres, options);
  }

  private void insert(String sql) {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      while (running) {
        insert.executeUpdate();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("live events cannot be written", failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws SQLException, InterruptedException {
    running = false;
    thread.join();
    connection.close();
  }
}
