package io.storeloop.ingestion.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochTimeTest {
  @ParameterizedTest
  @CsvSource({
    "SECONDS, 1772366700, 2026-03-01T12:05:00Z",
    "SECONDS, 1772366700.25, 2026-03-01T12:05:00.250Z",
    "SECONDS, 1.7723667E9, 2026-03-01T12:05:00Z",
    "MILLIS, 1772366700001, 2026-03-01T12:05:00.001Z",
    "MICROS, 1772366700000001, 2026-03-01T12:05:00.000001Z",
    "SECONDS, 0, 1970-01-01T00:00:00Z",
    "SECONDS, -1, -1",
    "SECONDS, 253402300800, 253402300800",
    "SECONDS, 1E+999999999, 1E+999999999",
    "SECONDS, 1E-999999999, 1E-999999999",
    "SECONDS, 1E+2147483647, 1E+2147483647",
    "MILLIS, 1E+2147483647, 1E+2147483647",
    "MICROS, 1E+2147483647, 1E+2147483647",
    "SECONDS, 0E+2147483647, 0E+2147483647",
    "SECONDS, 1E-2147483647, 1E-2147483647"
  })
  void countedTimesBecomeWrittenOnesAndWhatIsNoTimeStaysAsItIs(
      EpochTime unit, String counted, String written) {
    assertThat(unit.text(new BigDecimal(counted))).isEqualTo(written);
  }

  @Test
  void aNumberInQuotesIsANumberAndAnythingElseIsLeftToTheRules() {
    assertThat(EpochTime.MILLIS.text("1772366700000")).isEqualTo("2026-03-01T12:05:00Z");
    assertThat(EpochTime.SECONDS.text(1772366700)).isEqualTo("2026-03-01T12:05:00Z");
    assertThat(EpochTime.MILLIS.text("2026-03-01T12:05:00Z")).isEqualTo("2026-03-01T12:05:00Z");
    assertThat(EpochTime.MILLIS.text("soon")).isEqualTo("soon");
    assertThat(EpochTime.MILLIS.text(List.of())).isEqualTo(List.of());
    assertThat(EpochTime.MILLIS.text(null)).isNull();
  }
}
