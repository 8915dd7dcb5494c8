package io.storeloop.recommendation.model;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The time of one search. */
final class SearchBudget {
  private static final double NANOS = 1e9;

  private final double seconds;
  private final LongSupplier nanoClock;
  private final long began;

  SearchBudget(Duration budget, LongSupplier nanoClock) {
    this.seconds = budget.toMillis() / 1e3;
    this.nanoClock = nanoClock;
    this.began = nanoClock.getAsLong();
  }

  double spent() {
    return (nanoClock.getAsLong() - began) / NANOS;
  }

  /** Seconds until a share of the budget is spent; below 0 where it is. */
  double left(double share) {
    return share * seconds - spent();
  }
}
