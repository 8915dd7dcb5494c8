package io.storeloop.campaign.hours;

import java.time.LocalTime;

/**
 * Hours of a day by the wall clock, half-open; they run past midnight where {@code to} is not after
 * {@code from}, and are the whole day where both are equal.
 */
public record Hours(LocalTime from, LocalTime to) {
  /** Whether the clock on the wall stands inside. */
  public boolean contains(LocalTime time) {
    return runPastMidnight()
        ? haveBegunBy(time) || time.isBefore(to)
        : haveBegunBy(time) && time.isBefore(to);
  }

  /** Whether the clock has come to their beginning on that day. */
  public boolean haveBegunBy(LocalTime time) {
    return !time.isBefore(from);
  }

  /** Whether they end on the day after. */
  public boolean runPastMidnight() {
    return !from.isBefore(to);
  }
}
