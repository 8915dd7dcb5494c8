package io.storeloop.campaign.message;

import io.storeloop.campaign.hours.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;

/**
 * The hours of each day in which nothing leaves, by the clock on the wall of a time zone.
 *
 * @throws IllegalArgumentException if they are the whole day
 */
public record QuietHours(Hours hours, ZoneId zone) {
  public QuietHours {
    if (hours.from().equals(hours.to())) {
      throw new IllegalArgumentException("quiet hours that never end send nothing");
    }
  }

  public boolean contains(Instant instant) {
    return hours.contains(instant.atZone(zone).toLocalTime());
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
        .map(date -> date.atTime(hours.to()))
        .flatMap(end -> Stream.of(LocalTimes.first(end, zone), LocalTimes.last(end, zone)))
        .filter(end -> end.isAfter(instant) && !contains(end))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
