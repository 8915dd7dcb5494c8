package io.storeloop.common.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void version7CarriesTheTimeInItsFirst48Bits() {
    UUID id = Uuids.v7(NOON, new Random(1));

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void laterIdsSortAfterEarlierOnes() {
    Random random = new Random(1);

    UUID earlier = Uuids.v7(NOON, random);
    UUID later = Uuids.v7(NOON.plusMillis(1), random);

    assertThat(later.toString()).isGreaterThan(earlier.toString());
  }

  @Test
  void theSameTextIsTheSameIdAndAnotherTextAnother() {
    assertThat(Uuids.ofText("order-1")).isEqualTo(Uuids.ofText("order-1"));
    assertThat(Uuids.ofText("order-1")).isNotEqualTo(Uuids.ofText("order-2"));
  }

  @Test
  void theIdOfATextIsTheHeadOfItsSha256() {
    // sha256("") = e3b0c442 98fc1c14 9afbf4c8 996fb924 …
    assertThat(Uuids.ofText("")).hasToString("e3b0c442-98fc-1c14-9afb-f4c8996fb924");
  }
}
