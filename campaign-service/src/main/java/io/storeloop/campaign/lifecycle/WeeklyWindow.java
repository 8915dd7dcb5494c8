package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.hours.Hours;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;

/** Hours on some days of the week; hours past midnight belong to the day on which they begin. */
public record WeeklyWindow(Set<DayOfWeek> days, Hours hours) {
  /**
   * Refuses a window that is never open.
   *
   * @throws IllegalArgumentException if there is no day
   */
  public WeeklyWindow {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a window needs a day");
    }
  }

  boolean contains(LocalDateTime local) {
    LocalTime time = local.toLocalTime();
    DayOfWeek today = local.getDayOfWeek();
    if (!hours.runPastMidnight()) {
      return days.contains(today) && hours.contains(time);
    }
    boolean begunToday = days.contains(today) && hours.haveBegunBy(time);
    boolean begunYesterday = days.contains(today.minus(1)) && time.isBefore(hours.to());
    return begunToday || begunYesterday;
  }
}
