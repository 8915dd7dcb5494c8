package io.storeloop.common.background;

import java.time.Duration;

/**
 * Leaves half of the time to whoever waits for an answer, between the pieces of long work that the
 * database has a part in: {@link BackgroundPriority} lowers a thread, not whom it asks. Not
 * thread-safe.
 */
public final class HalfTime {
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private long begun = System.nanoTime();

  /** Begins to work. */
  public HalfTime() {}

  /** How long to rest after so much work. */
  public static Duration restAfter(Duration worked) {
    return worked.compareTo(LONGEST_REST) < 0 ? worked : LONGEST_REST;
  }

  /** Rests after what was worked since the last rest; not when interrupted. */
  public void rest() {
    try {
      Thread.sleep(restAfter(Duration.ofNanos(System.nanoTime() - begun)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    begun = System.nanoTime();
  }
}
