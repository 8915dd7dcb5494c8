package io.storeloop.campaign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.hours.Hours;
import io.storeloop.campaign.lifecycle.ScheduleFields.HoursFields;
import io.storeloop.campaign.lifecycle.ScheduleFields.WindowFields;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.edge.FieldProblem;
import io.storeloop.common.edge.ProblemException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Hours NIGHT = new Hours(LocalTime.of(22, 0), LocalTime.of(8, 0));

  private static Schedule quietAtNight() {
    return new Schedule(BERLIN, List.of(), NIGHT);
  }

  private static Schedule open(DayOfWeek day, String from, String to) {
    Hours hours = new Hours(LocalTime.parse(from), LocalTime.parse(to));
    return new Schedule(BERLIN, List.of(new WeeklyWindow(Set.of(day), hours)), null);
  }

  @ParameterizedTest
  @CsvSource({
    // winter, UTC+1: eight in Berlin is seven in UTC
    "2026-01-15T06:59:59Z, false",
    "2026-01-15T07:00:00Z, true",
    "2026-01-15T20:59:59Z, true",
    "2026-01-15T21:00:00Z, false",
    // summer, UTC+2: eight in Berlin is six in UTC
    "2026-07-15T05:59:59Z, false",
    "2026-07-15T06:00:00Z, true",
    "2026-07-15T19:59:59Z, true",
    "2026-07-15T20:00:00Z, false",
    // the morning after the clock went forward, and after it went back
    "2026-03-29T05:59:59Z, false",
    "2026-03-29T06:00:00Z, true",
    "2026-10-25T06:59:59Z, false",
    "2026-10-25T07:00:00Z, true",
  })
  void quietHoursFollowTheClockOnTheWallInSummerAndWinter(Instant instant, boolean allowed) {
    assertThat(quietAtNight().allows(instant)).isEqualTo(allowed);
  }

  @Test
  void anHourThatTheClockSkipsOpensNoWindow() {
    // 2026-03-29 is a Sunday: 02:00 in Berlin becomes 03:00 at 01:00 UTC
    Schedule twoToThree = open(DayOfWeek.SUNDAY, "02:00", "03:00");

    assertThat(minutesOpen(twoToThree, "2026-03-29T00:00:00Z")).isZero();
    assertThat(minutesOpen(twoToThree, "2026-03-22T00:00:00Z")).isEqualTo(60);
  }

  @Test
  void anHourThatTheClockShowsTwiceIsOpenBothTimes() {
    // 2026-10-25 is a Sunday: 03:00 in Berlin becomes 02:00 at 01:00 UTC
    assertThat(minutesOpen(open(DayOfWeek.SUNDAY, "02:00", "03:00"), "2026-10-25T00:00:00Z"))
        .isEqualTo(120);
  }

  private static long minutesOpen(Schedule schedule, String from) {
    Instant start = Instant.parse(from);
    return IntStream.range(0, 24 * 60)
        .filter(minute -> schedule.allows(start.plus(Duration.ofMinutes(minute))))
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-16T20:59:00Z, false", // Friday 21:59
    "2026-01-16T21:00:00Z, true", // Friday 22:00
    "2026-01-17T00:59:00Z, true", // Saturday 01:59, begun on Friday
    "2026-01-17T01:00:00Z, false", // Saturday 02:00
    "2026-01-17T22:00:00Z, false", // Saturday 23:00
    "2026-01-15T23:30:00Z, false", // Friday 00:30, would have begun on Thursday
  })
  void aWindowPastMidnightBelongsToTheDayItBeginsOn(Instant instant, boolean open) {
    assertThat(open(DayOfWeek.FRIDAY, "22:00", "02:00").allows(instant)).isEqualTo(open);
  }

  @Test
  void untilMidnightIsWrittenAsMidnight() {
    Schedule evening = open(DayOfWeek.THURSDAY, "18:00", "00:00");

    assertThat(evening.allows(Instant.parse("2026-01-15T22:59:59Z"))).isTrue();
    assertThat(evening.allows(Instant.parse("2026-01-15T23:00:00Z"))).isFalse();
  }

  @Test
  void quietHoursCloseAnOpenWindow() {
    Hours allDay = new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    Schedule schedule =
        new Schedule(BERLIN, List.of(new WeeklyWindow(Set.of(DayOfWeek.THURSDAY), allDay)), NIGHT);

    assertThat(schedule.allows(Instant.parse("2026-01-15T12:00:00Z"))).isTrue();
    assertThat(schedule.allows(Instant.parse("2026-01-15T22:00:00Z"))).isFalse();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Schedule schedule =
        new Schedule(
            BERLIN,
            List.of(new WeeklyWindow(Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), NIGHT)),
            NIGHT);
    Mistakes none = new Mistakes();

    assertThat(new ScheduleReader(none).read("", ScheduleFields.of(schedule))).isEqualTo(schedule);
    assertThat(new ScheduleReader(none).read("", ScheduleFields.of(Schedule.ALWAYS)))
        .isEqualTo(Schedule.ALWAYS);
    assertThat(none.isEmpty()).isTrue();
  }

  @Test
  void everyMistakeNamesItsNode() {
    Mistakes mistakes = new Mistakes();
    ScheduleFields fields =
        new ScheduleFields(
            "Europe/Atlantis",
            Arrays.asList(
                new WindowFields(List.of("monday", "MON"), "9", "17:00"),
                null,
                new WindowFields(List.of(), "09:00", null)),
            new HoursFields("22:00", "24:00"));

    new ScheduleReader(mistakes).read("/schedule", fields);

    assertThat(pointersOf(mistakes))
        .containsExactlyInAnyOrder(
            "/schedule/timeZone unknown_time_zone",
            "/schedule/windows/0/days/1 invalid_value",
            "/schedule/windows/0/from invalid_value",
            "/schedule/windows/1 missing_value",
            "/schedule/windows/2/days missing_value",
            "/schedule/windows/2/to missing_value",
            "/schedule/quietHours/to invalid_value");
  }

  private static List<String> pointersOf(Mistakes mistakes) {
    try {
      mistakes.throwIfAny();
      return List.of();
    } catch (ProblemException refused) {
      return refused.errors().stream().map(ScheduleTest::shown).toList();
    }
  }

  private static String shown(FieldProblem problem) {
    return problem.pointer() + " " + problem.code();
  }
}
