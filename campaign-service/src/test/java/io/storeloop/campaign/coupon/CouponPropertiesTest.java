package io.storeloop.campaign.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CouponPropertiesTest {
  private static CouponProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("storeloop.campaign.coupon", CouponProperties.class);
  }

  @Test
  void withoutSettingsTheDefaultsHold() {
    assertThat(bound(Map.of()))
        .isEqualTo(new CouponProperties(1_000_000, 1000, Duration.ofSeconds(1)));
  }

  @Test
  void everyKeyIsHeard() {
    assertThat(
            bound(
                Map.of(
                    "storeloop.campaign.coupon.max-generated-codes",
                    "5",
                    "storeloop.campaign.coupon.generation-batch",
                    "3",
                    "storeloop.campaign.coupon.generation-poll",
                    "2s")))
        .isEqualTo(new CouponProperties(5, 3, Duration.ofSeconds(2)));
  }

  @Test
  void aPauseOfNothingIsRefused() {
    assertThatThrownBy(() -> bound(Map.of("storeloop.campaign.coupon.generation-poll", "0s")))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("must be above 0");
  }
}
