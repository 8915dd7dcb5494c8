package io.storeloop.common.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithinTest {

  @Test
  void startsSoLongBeforeNow() {
    Instant now = Instant.parse("2026-03-31T12:00:00.123456789Z");

    assertThat(Within.parse("P30D").start(now)).isEqualTo("2026-03-01T12:00:00.123456Z");
    assertThat(Within.parse("P1M").start(now)).isEqualTo("2026-02-28T12:00:00.123456Z");
    assertThat(Within.parse("PT36H").start(now)).isEqualTo("2026-03-30T00:00:00.123456Z");
    assertThat(Within.parse("P1DT12H").start(now)).isEqualTo("2026-03-30T00:00:00.123456Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P30D", "P1M", "P1Y2M3D", "PT12H", "PT0.5S", "P1DT12H30M"})
  void isWrittenAsItIsRead(String text) {
    assertThat(Within.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "PT",
        "XT5H",
        "30D",
        "P0D",
        "PT0S",
        "P-1D",
        "P1DT-5H",
        "P11Y",
        "P3721D",
        "PT100000H",
        "30 days"
      })
  void refusesWhatIsNoSpanOrTooLong(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Within.parse(text));
  }
}
