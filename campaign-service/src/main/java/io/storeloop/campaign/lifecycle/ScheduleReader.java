package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.hours.Hours;
import io.storeloop.campaign.lifecycle.ScheduleFields.HoursFields;
import io.storeloop.campaign.lifecycle.ScheduleFields.WindowFields;
import io.storeloop.campaign.validation.Mistakes;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a schedule, or notes what is wrong with it. */
final class ScheduleReader {
  static final int MOST_WINDOWS = 50;
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  private final Mistakes mistakes;

  ScheduleReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  Schedule read(String pointer, @Nullable ScheduleFields given) {
    if (given == null) {
      return Schedule.ALWAYS;
    }
    return new Schedule(
        zone(pointer + "/timeZone", given.timeZone()),
        windows(pointer + "/windows", given.windows()),
        quietHours(pointer + "/quietHours", given.quietHours()));
  }

  private ZoneId zone(String pointer, @Nullable String name) {
    if (name == null || !ZONES.contains(name)) {
      mistakes.add(
          pointer,
          name == null ? "missing_value" : "unknown_time_zone",
          "expected a name of the IANA time zone database, such as Europe/Berlin");
      return ZoneOffset.UTC;
    }
    return ZoneId.of(name);
  }

  private List<WeeklyWindow> windows(String pointer, @Nullable List<@Nullable WindowFields> given) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > MOST_WINDOWS) {
      mistakes.tooMany(pointer, MOST_WINDOWS, given.size());
      return List.of();
    }
    List<WeeklyWindow> windows = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String at = pointer + "/" + i;
      WindowFields window = given.get(i);
      if (window == null) {
        mistakes.add(at, "missing_value", "expected a window, received null");
        continue;
      }
      Set<DayOfWeek> days = days(at + "/days", window.days());
      Hours hours = hours(at, window.from(), window.to());
      if (!days.isEmpty()) {
        windows.add(new WeeklyWindow(days, hours));
      }
    }
    return windows;
  }

  private Set<DayOfWeek> days(String pointer, @Nullable List<@Nullable String> given) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (given == null || given.isEmpty()) {
      mistakes.add(pointer, "missing_value", "expected at least one day, such as monday");
      return days;
    }
    for (int i = 0; i < given.size(); i++) {
      Optional<DayOfWeek> day = day(given.get(i));
      day.ifPresent(days::add);
      if (day.isEmpty()) {
        mistakes.add(
            pointer + "/" + i,
            "invalid_value",
            "expected monday, tuesday, … or sunday in lower case");
      }
    }
    return days;
  }

  private static Optional<DayOfWeek> day(@Nullable String name) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().equals(name == null ? "" : name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  private @Nullable Hours quietHours(String pointer, @Nullable HoursFields given) {
    return given == null ? null : hours(pointer, given.from(), given.to());
  }

  private Hours hours(String pointer, @Nullable String from, @Nullable String to) {
    return new Hours(time(pointer + "/from", from), time(pointer + "/to", to));
  }

  private LocalTime time(String pointer, @Nullable String given) {
    try {
      return LocalTime.parse(given == null ? "" : given);
    } catch (DateTimeException notATime) {
      mistakes.add(
          pointer,
          given == null ? "missing_value" : "invalid_value",
          "expected a time of day such as 09:00; midnight is 00:00");
      return LocalTime.MIDNIGHT;
    }
  }
}
