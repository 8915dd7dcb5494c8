package io.storeloop.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Sends calls over a fixed number of connections for a fixed time. */
public final class Load {
  private static final int FIRST_CALLS = 1024;

  /** One connection. */
  public interface Caller extends AutoCloseable {
    /** Makes one call and waits for its answer. */
    Answer call() throws Exception;

    @Override
    void close() throws Exception;
  }

  /** Opens a connection. */
  public interface Opening {
    Caller open() throws Exception;
  }

  /** What came back. */
  public enum Answer {
    ACCEPTED,
    REFUSED,
    FAILED
  }

  private Load() {}

  /** Each connection sends its next call when the last one is answered. */
  public static Measured closed(int connections, int unitsPerCall, Duration time, Opening opening) {
    return run(connections, unitsPerCall, time, opening, Double.POSITIVE_INFINITY);
  }

  /**
   * Calls arrive at random at the given rate, whatever the answers take; a latency counts from the
   * time at which the call should have been sent.
   */
  public static Measured open(
      int connections, int unitsPerCall, Duration time, Opening opening, double callsPerSecond) {
    return run(connections, unitsPerCall, time, opening, callsPerSecond);
  }

  private static Measured run(
      int connections, int unitsPerCall, Duration time, Opening opening, double callsPerSecond) {
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      long start = System.nanoTime() + Duration.ofMillis(100).toNanos();
      List<Future<Connection>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Connection connection =
            new Connection(start, time, callsPerSecond / connections, new SplittableRandom(i));
        running.add(threads.submit(() -> connection.run(opening)));
      }
      List<Connection> done = new ArrayList<>();
      for (Future<Connection> one : running) {
        done.add(one.get());
      }
      double seconds =
          Double.isInfinite(callsPerSecond) ? (System.nanoTime() - start) / 1e9 : time.toSeconds();
      Latencies accepted = Latencies.of(done.stream().map(Connection::accepted).toList());
      return new Measured(
          done.stream().mapToLong(one -> one.inTime).sum() * unitsPerCall,
          seconds,
          done.stream().mapToLong(one -> one.refusedCount).sum(),
          done.stream().mapToLong(one -> one.failed).sum(),
          accepted,
          Latencies.of(done.stream().map(Connection::refused).toList()));
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a connection failed", failure.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Not thread-safe: used by one thread, read after it. */
  private static final class Connection {
    private final long start;
    private final long end;
    private final double rate;
    private final SplittableRandom random;
    private long[] accepted = new long[FIRST_CALLS];
    private long[] refused = new long[FIRST_CALLS];
    private int acceptedCount;
    private int refusedCount;
    private long failed;

    /** Accepted calls, in an open loop only those that were answered before its end. */
    private long inTime;

    Connection(long start, Duration time, double rate, SplittableRandom random) {
      this.start = start;
      this.end = start + time.toNanos();
      this.rate = rate;
      this.random = random;
    }

    Connection run(Opening opening) throws Exception {
      try (Caller caller = opening.open()) {
        double intended = start + pause();
        while (true) {
          boolean closed = Double.isInfinite(rate);
          long from = closed ? Math.max(start, System.nanoTime()) : (long) intended;
          await(from);
          if (from >= end || System.nanoTime() >= end) {
            return this;
          }
          Answer answer = caller.call();
          note(answer, System.nanoTime() - from);
          if (answer == Answer.ACCEPTED && (closed || System.nanoTime() <= end)) {
            inTime++;
          }
          intended += pause();
        }
      }
    }

    private static void await(long from) {
      for (long left = from - System.nanoTime(); left > 0; left = from - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }

    private double pause() {
      return Double.isInfinite(rate) ? 0 : -Math.log(1 - random.nextDouble()) / rate * 1e9;
    }

    private void note(Answer answer, long nanos) {
      switch (answer) {
        case ACCEPTED -> {
          accepted = withRoom(accepted, acceptedCount);
          accepted[acceptedCount++] = nanos;
        }
        case REFUSED -> {
          refused = withRoom(refused, refusedCount);
          refused[refusedCount++] = nanos;
        }
        case FAILED -> failed++;
      }
    }

    private static long[] withRoom(long[] values, int used) {
      return used < values.length ? values : Arrays.copyOf(values, used * 2);
    }

    long[] accepted() {
      return Arrays.copyOf(accepted, acceptedCount);
    }

    long[] refused() {
      return Arrays.copyOf(refused, refusedCount);
    }
  }
}
