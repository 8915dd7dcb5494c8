package io.storeloop.benchmarks.profiles;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** Shoppers who go on: a fixed number of events a second come into the log. Ends when closed. */
final class LiveEvents implements AutoCloseable {
  private static final int TRANSACTIONS_PER_SECOND = 50;

  private final Thread thread;
  private final Connection connection;
  private volatile boolean running = true;
  private volatile long written;

  private LiveEvents(BenchmarkPostgres postgres, int perSecond, int shoppers, long from)
      throws SQLException {
    connection = postgres.connect();
    thread =
        Thread.ofPlatform().daemon().name("live").start(() -> insert(perSecond, shoppers, from));
  }

  /** {@code from} numbers the first event: no number may come twice. */
  static LiveEvents start(BenchmarkPostgres postgres, int perSecond, int shoppers, long from)
      throws SQLException {
    return new LiveEvents(postgres, perSecond, shoppers, from);
  }

  long written() {
    return written;
  }

  private void insert(int perSecond, int shoppers, long from) {
    int each = Math.max(1, perSecond / TRANSACTIONS_PER_SECOND);
    long start = System.nanoTime();
    try (Statement insert = connection.createStatement()) {
      while (running) {
        insert.executeUpdate(Shoppers.live(from + written, each, shoppers));
        written += each;
        long next = start + written * 1_000_000_000L / perSecond;
        LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("live events cannot be written", failure);
    }
  }

  @Override
  public void close() throws SQLException, InterruptedException {
    running = false;
    thread.join();
    connection.close();
  }
}
