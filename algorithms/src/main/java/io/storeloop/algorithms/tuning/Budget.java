package io.storeloop.algorithms.tuning;

import java.util.function.LongSupplier;

/** What a search may still spend: time by the caller's clock, and settings. */
final class Budget {
  private static final double NANOS = 1e9;

  private final LongSupplier nanoClock;
  private final long start;
  private final double seconds;
  private final int maxSettings;
  private double timeShare = 1;
  private double settingsShare = 1;
  private int tried;

  Budget(LongSupplier nanoClock, double seconds, int maxSettings) {
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.seconds = seconds;
    this.maxSettings = maxSettings;
  }

  /** From now on at most this share of the whole may have been spent; what was saved is kept. */
  void upTo(double share) {
    timeShare = share;
    settingsShare = share;
  }

  boolean left() {
    return tried < Math.max(1, settingsShare * maxSettings) && secondsLeft() > 0;
  }

  double secondsLeft() {
    return timeShare * seconds - spent();
  }

  double spent() {
    return (nanoClock.getAsLong() - start) / NANOS;
  }

  void count(int settings) {
    tried += settings;
  }

  int tried() {
    return tried;
  }
}
