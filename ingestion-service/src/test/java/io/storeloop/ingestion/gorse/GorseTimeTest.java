package io.storeloop.ingestion.gorse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GorseTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2022-02-24, 2022-02-24T00:00:00Z",
    "2022-02-24 10:11:12, 2022-02-24T10:11:12Z",
    "2022-02-24T10:11:12.5, 2022-02-24T10:11:12.5Z",
    "2022-02-24 10:11:12 +0000 UTC, 2022-02-24T10:11:12Z",
    "2022-02-24T10:11:12+02:00, 2022-02-24T10:11:12+02:00",
    "2022-13-24, 2022-13-24T00:00:00Z",
    "soon, soon"
  })
  void aDayAndATimeWithoutAZoneAreInUtc(String sent, String read) {
    assertThat(GorseTime.text(sent)).isEqualTo(read);
  }

  @Test
  void whatIsNoTextIsLeftToTheRules() {
    assertThat(GorseTime.text(7)).isEqualTo(7);
    assertThat(GorseTime.text(null)).isNull();
  }
}
