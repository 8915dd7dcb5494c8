package io.storeloop.demoshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemoShopOptionsTest {
  private static final DemoShopOptions DEFAULTS = DemoShopOptions.endingAt(ShopFixture.SUMMER);

  @Test
  void defaultShopHas5000ShoppersAnd500ItemsIn90Days() {
    assertThat(DEFAULTS).isEqualTo(new DemoShopOptions(42, 5_000, 500, 90, ShopFixture.SUMMER));
    assertThat(Duration.between(DEFAULTS.start(), DEFAULTS.endExclusive()))
        .isEqualTo(Duration.ofDays(90));
  }

  @Test
  void eachOptionCanBeChosen() {
    Instant winter = Instant.parse("2026-01-01T00:00:00Z");

    DemoShopOptions chosen =
        DEFAULTS.withSeed(7).withShoppers(10).withItems(80).withDays(30).withEnd(winter);

    assertThat(chosen).isEqualTo(new DemoShopOptions(7, 10, 80, 30, winter));
  }

  @Test
  void endIsCutToMilliseconds() {
    assertThat(DEFAULTS.withEnd(ShopFixture.SUMMER.plusNanos(1_999_999)).endExclusive())
        .isEqualTo(ShopFixture.SUMMER.plusMillis(1));
  }

  @Test
  void nonsenseIsRefusedWithWhatWasExpectedAndReceived() {
    assertThatThrownBy(() -> DEFAULTS.withShoppers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shoppers must be between 1 and 1000000, not 0");
    assertThatThrownBy(() -> DEFAULTS.withShoppers(1_000_001)).hasMessageContaining("1000001");
    assertThatThrownBy(() -> DEFAULTS.withItems(39))
        .hasMessage("items must be between 40 and 100000, not 39");
    assertThatThrownBy(() -> DEFAULTS.withItems(100_001)).hasMessageContaining("100001");
    assertThatThrownBy(() -> DEFAULTS.withDays(0))
        .hasMessage("days must be between 1 and 1100, not 0");
    assertThatThrownBy(() -> DEFAULTS.withDays(1_101)).hasMessageContaining("1101");
    assertThatThrownBy(() -> DEFAULTS.withEnd(Instant.EPOCH))
        .hasMessageContaining("endExclusive must lie between");
    assertThatThrownBy(() -> DEFAULTS.withEnd(Instant.MAX))
        .hasMessageContaining("endExclusive must lie between");
  }
}
