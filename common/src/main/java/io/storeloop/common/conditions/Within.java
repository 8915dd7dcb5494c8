package io.storeloop.common.conditions;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * A span that ends now, in ISO 8601: {@code P30D}, {@code P1M}, {@code PT12H}, {@code P1DT12H}.
 * Calendar months and years count in UTC.
 *
 * <p>The window is half-open: {@link #start} belongs to it, now does not.
 */
public record Within(Period period, Duration duration) {

  private static final int MAX_LENGTH = 40;
  private static final long DAYS_OF_A_MONTH = 31;

  public Within {
    boolean negative = period.isNegative() || duration.isNegative();
    if (negative || (period.isZero() && duration.isZero())) {
      throw new IllegalArgumentException(
          "within must be longer than nothing: " + period + ", " + duration);
    }
    long days =
        Math.addExact(
            Math.multiplyExact(period.toTotalMonths(), DAYS_OF_A_MONTH), period.getDays());
    if (days + duration.toDays() > ConditionLimits.MAX_WITHIN_DAYS) {
      throw new IllegalArgumentException(
          "within must not exceed " + ConditionLimits.MAX_WITHIN_DAYS + " days");
    }
  }

  public static Within ofDays(int days) {
    return new Within(Period.ofDays(days), Duration.ZERO);
  }

  public static Within of(Duration duration) {
    return new Within(Period.ZERO, duration);
  }

  /**
   * Reads ISO 8601, e.g. {@code P30D} or {@code PT12H}.
   *
   * @throws IllegalArgumentException if the text is no ISO 8601 period, not positive, or longer
   *     than the limit
   */
  public static Within parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "within must not be longer than " + MAX_LENGTH + " characters");
    }
    int time = text.indexOf('T');
    try {
      if (time < 0) {
        return new Within(Period.parse(text), Duration.ZERO);
      }
      Period date = !text.startsWith("PT") ? Period.parse(text.substring(0, time)) : Period.ZERO;
      return new Within(date, Duration.parse("P" + text.substring(time)));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "within must be an ISO 8601 period such as P30D or PT12H", e);
    }
  }

  /** The first moment of the window that ends at {@code now}, in microseconds. */
  public Instant start(Instant now) {
    return now.atZone(ZoneOffset.UTC)
        .minus(period)
        .minus(duration)
        .toInstant()
        .truncatedTo(ChronoUnit.MICROS);
  }

  /** ISO 8601 again; {@link #parse} reads it back. */
  @Override
  public String toString() {
    if (duration.isZero()) {
      return period.toString();
    }
    String time = duration.toString().substring(1);
    return (period.isZero() ? "P" : period.toString()) + time;
  }
}
