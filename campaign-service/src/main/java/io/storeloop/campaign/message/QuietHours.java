package io.storeloop.campaign.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.Stream;

/**
 * The hours of each day in which nothing leaves: from {@code from} until just before {@code to}, by
 * the clock on the wall, over midnight where {@code to} is the earlier.
 *
 * @throws IllegalArgumentException if both are the same
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet hours that never end send nothing");
    }
  }

  public boolean contains(Instant instant) {
    LocalTime time = instant.atZone(zone).toLocalTime();
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !time.isBefore(from) || time.isBefore(to);
  }

  /**
   * The moment itself outside quiet hours; otherwise the first moment at which they are over, also
   * where the clock skips or repeats that time.
   */
  public Instant firstMomentNotBefore(Instant instant) {
    if (!contains(instant)) {
      return instant;
    }
    LocalDate day = instant.atZone(zone).toLocalDate();
    return Stream.of(day, day.plusDays(1), day.plusDays(2))
        .map(date -> date.atTime(to))
        .flatMap(end -> Stream.of(LocalTimes.first(end, zone), LocalTimes.last(end, zone)))
        .filter(end -> end.isAfter(instant) && !contains(end))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
