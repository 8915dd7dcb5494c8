package io.storeloop.campaign.cap;

import java.time.Duration;

/**
 * How often a shopper may be decided for within any span of that length.
 *
 * @param most 1 to {@value #HIGHEST}
 * @param period one minute to {@value #LONGEST_DAYS} days; it slides, so no turn of the day resets
 *     it
 */
public record FrequencyCap(int most, Duration period) {
  public static final int HIGHEST = 100;
  public static final int LONGEST_DAYS = 366;

  /**
   * Refuses a cap that could not be kept.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public FrequencyCap {
    if (most < 1 || most > HIGHEST) {
      throw new IllegalArgumentException("most must be 1 to %d, not %d".formatted(HIGHEST, most));
    }
    if (period.compareTo(Duration.ofMinutes(1)) < 0
        || period.compareTo(Duration.ofDays(LONGEST_DAYS)) > 0) {
      throw new IllegalArgumentException(
          "period must be PT1M to P%dD, not %s".formatted(LONGEST_DAYS, period));
    }
  }

  /** The period in ISO 8601, whole days as days. */
  String isoPeriod() {
    boolean wholeDays = Duration.ofDays(period.toDays()).equals(period);
    return wholeDays ? "P" + period.toDays() + "D" : period.toString();
  }

  /** The cap in words. */
  @Override
  public String toString() {
    return most + " in " + isoPeriod();
  }
}
