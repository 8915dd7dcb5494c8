package io.storeloop.campaign.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.hours.Hours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static QuietHours quiet(String from, String to) {
    return new QuietHours(new Hours(LocalTime.parse(from), LocalTime.parse(to)), BERLIN);
  }

  @Test
  void overMidnightTheyEndInTheMorning() {
    QuietHours night = quiet("21:00", "08:00");

    assertThat(night.firstMomentNotBefore(Instant.parse("2026-07-01T20:30:00Z"))) // 22:30
        .isEqualTo("2026-07-02T06:00:00Z");
    assertThat(night.firstMomentNotBefore(Instant.parse("2026-07-01T03:00:00Z"))) // 05:00
        .isEqualTo("2026-07-01T06:00:00Z");
    assertThat(night.firstMomentNotBefore(Instant.parse("2026-07-01T18:59:59Z")))
        .isEqualTo("2026-07-01T18:59:59Z");
    assertThat(night.contains(Instant.parse("2026-07-01T19:00:00Z"))).isTrue();
    assertThat(night.contains(Instant.parse("2026-07-01T06:00:00Z"))).isFalse();
  }

  @Test
  void theyEndAtTheSameTimeOnTheWallWhenTheClockIsChanged() {
    QuietHours night = quiet("21:00", "08:00");

    // in the night to 29 March 2026 the clock goes from 2:00 to 3:00, to 25 October from 3:00 to
    // 2:00
    assertThat(night.firstMomentNotBefore(Instant.parse("2026-03-28T22:00:00Z")))
        .isEqualTo("2026-03-29T06:00:00Z");
    assertThat(night.firstMomentNotBefore(Instant.parse("2026-10-24T22:00:00Z")))
        .isEqualTo("2026-10-25T07:00:00Z");
  }

  @Test
  void anEndThatTheClockSkipsIsTheMomentOfTheJump() {
    QuietHours night = quiet("21:00", "02:30");

    assertThat(night.firstMomentNotBefore(Instant.parse("2026-03-29T00:30:00Z")))
        .isEqualTo("2026-03-29T01:00:00Z");
  }

  @Test
  void anEndThatTheClockRepeatsComesAgain() {
    QuietHours night = quiet("21:00", "02:30");

    // 2:15 for the second time: the first 2:30 is over
    assertThat(night.firstMomentNotBefore(Instant.parse("2026-10-25T01:15:00Z")))
        .isEqualTo("2026-10-25T01:30:00Z");
  }

  @Test
  void whateverTheHoursNothingLeavesInThemAndNothingWaitsLongerThanItMust() {
    Random random = new Random(1);
    Instant around = LocalDateTime.parse("2026-10-24T00:00").atZone(BERLIN).toInstant();
    for (int i = 0; i < 20_000; i++) {
      LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
      LocalTime to = from.plusMinutes(1 + random.nextInt(24 * 60 - 1));
      QuietHours quiet = new QuietHours(new Hours(from, to), BERLIN);
      Instant base = random.nextBoolean() ? around : Instant.parse("2026-03-28T00:00:00Z");
      Instant asked = base.plusSeconds(random.nextInt(3 * 86_400));

      Instant granted = quiet.firstMomentNotBefore(asked);

      assertThat(quiet.contains(granted)).isFalse();
      assertThat(granted).isAfterOrEqualTo(asked);
      assertThat(Duration.between(asked, granted)).isLessThanOrEqualTo(Duration.ofHours(49));
      // nothing between was free, to the minute
      for (Instant between = asked;
          between.isBefore(granted);
          between = between.plusSeconds(3_600)) {
        assertThat(quiet.contains(between)).isTrue();
      }
    }
  }
}
