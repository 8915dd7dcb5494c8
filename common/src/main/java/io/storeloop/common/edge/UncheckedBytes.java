package io.storeloop.common.edge;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many bytes all callers together make us hold before anybody has looked at their keys,
 * which are in the bodies. Calls that bring a key in their head have no share in it and do not
 * suffer from those that do. Thread-safe.
 */
final class UncheckedBytes {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final long most;
  private final AtomicLong held = new AtomicLong();

  UncheckedBytes(long most) {
    this.most = most;
  }

  /** Nothing yet; to be closed when the call is over. */
  Share open() {
    return new Share();
  }

  /** What one call holds. Not thread-safe. */
  final class Share implements AutoCloseable {
    private long bytes;

    private Share() {}

    /**
     * Adds what has been read.
     *
     * @throws ProblemException 503 {@code overloaded}
     */
    void add(int count) {
      bytes += count;
      if (held.addAndGet(count) > most) {
        throw ProblemException.unavailable(
            "overloaded",
            "too many calls without a key in a header are in hand; nothing of this one was stored, please send it again",
            PAUSE);
      }
    }

    @Override
    public void close() {
      held.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
