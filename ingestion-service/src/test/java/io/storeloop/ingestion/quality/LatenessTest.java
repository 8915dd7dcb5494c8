package io.storeloop.ingestion.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenessTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "-PT5M, in time",
    "PT1H, in time",
    "PT1H0.000001S, over_1_hour",
    "P1D, over_1_hour",
    "P1DT1S, over_1_day",
    "P8D, over_7_days",
    "P31D, over_7_days",
    "P400D, over_31_days"
  })
  void anEventCountsInTheHighestStepThatItHasPassed(Duration age, String step) {
    assertThat(Lateness.of(NOW.minus(age), NOW).map(Mark::code).orElse("in time")).isEqualTo(step);
  }
}
