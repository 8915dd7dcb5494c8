package io.storeloop.campaign.lifecycle;

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

  boolean haveBegunBy(LocalTime time) {
    return !time.isBefore(from);
  }

  boolean runPastMidnight() {
    return !from.isBefore(to);
  }
}
