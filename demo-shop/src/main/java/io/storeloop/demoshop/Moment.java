package io.storeloop.demoshop;

/**
 * Lengths of time in milliseconds; the simulation counts in milliseconds since the epoch, in UTC.
 */
final class Moment {
  static final long SECOND = 1_000;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** What lies at least between the last event of a session and the first of the next. */
  static final long SESSION_GAP = 31 * MINUTE;

  private Moment() {}

  static long seconds(double seconds) {
    return (long) (seconds * SECOND);
  }

  static long days(double days) {
    return (long) (days * DAY);
  }
}
