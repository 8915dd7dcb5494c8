package io.storeloop.campaign.delivery.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failed attempt: doubling from the first to the longest, half of it drawn
 * by chance, so that what failed together does not come back together.
 *
 * <p>Source: M. Brooker, "Exponential Backoff And Jitter", 2015, there "equal jitter".
 */
record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The pause.
   *
   * @param attempt from 1 on
   * @return between half of {@code min(longest, first · 2^(attempt-1))} and all of it
   */
  Duration after(int attempt, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(MOST_DOUBLINGS, Math.max(0, attempt - 1));
    long whole = doubled <= 0 ? longest.toMillis() : Math.min(longest.toMillis(), doubled);
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }
}
