package io.storeloop.profile.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.edge.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedMomentsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final String MARCH = "2026-03-01T10:00:00Z";

  @Test
  void momentsAreIsoTextsInAnyOffsetEqualOnesAmongThem() {
    assertThat(AskedMoments.checked(List.of(MARCH, "2026-03-01T11:00:00+01:00"), "/moments", NOW))
        .containsExactly(Instant.parse(MARCH), Instant.parse(MARCH));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "1e308",
        "1772359200",
        "2026-03-01",
        "-4713-01-01T00:00:00Z",
        "2026-03-01T10:00:00Z\u0000"
      })
  void whatIsNoMomentIsRefusedAtItsPlace(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> AskedMoments.checked(Arrays.asList(text), "/moments", NOW))
        .satisfies(refusal -> {
          assertThat(refusal.errors().getFirst().pointer()).isEqualTo("/moments/0");
          assertThat(refusal.code()).isIn("missing_value", "invalid_value");
        });
  }

  @Test
  void theFirstThatGoesBackOrLiesAheadIsNamed() {
    refused("moments_not_ascending", MARCH, "2026-02-01T10:00:00Z");
    refused("moment_in_future", MARCH, "2026-12-01T00:00:00Z");
  }

  private static void refused(String code, String... moments) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> AskedMoments.checked(new ArrayList<>(List.of(moments)), "/m", NOW))
        .satisfies(refusal -> {
          assertThat(refusal.code()).isEqualTo(code);
          assertThat(refusal.errors().getFirst().pointer()).isEqualTo("/m/1");
        });
  }
}
