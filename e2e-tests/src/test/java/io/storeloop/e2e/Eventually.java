package io.storeloop.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something to become true, no longer than promised, and says how long it took. */
public final class Eventually {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private Eventually() {}

  /**
   * Looks until the condition holds.
   *
   * @return how long it took
   * @throws AssertionError if it does not hold within the limit
   */
  public static Duration within(Duration limit, String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (true) {
      boolean holds = condition.getAsBoolean();
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (holds) {
        return waited;
      }
      if (waited.compareTo(limit) > 0) {
        throw new AssertionError("not within " + limit + ": " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }
}
