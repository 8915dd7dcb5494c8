package io.storeloop.campaign.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OfferPropertiesTest {
  private static OfferProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("storeloop.campaign", OfferProperties.class);
  }

  @Test
  void withoutSettingsTheDefaultsHold() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new OfferProperties(
                URI.create("http://127.0.0.1:8083"),
                Duration.ofMillis(100),
                Duration.ofMillis(150),
                64));
  }

  @Test
  void everyKeyIsHeard() {
    assertThat(
            bound(
                Map.of(
                    "storeloop.campaign.recommendation-url",
                    "http://r:1",
                    "storeloop.campaign.recommendation-connect-timeout",
                    "1s",
                    "storeloop.campaign.recommendation-deadline",
                    "80ms",
                    "storeloop.campaign.recommendation-concurrency",
                    "7")))
        .isEqualTo(
            new OfferProperties(
                URI.create("http://r:1"), Duration.ofSeconds(1), Duration.ofMillis(80), 7));
  }

  @Test
  void aDeadlineOfNothingIsRefused() {
    assertThatThrownBy(() -> bound(Map.of("storeloop.campaign.recommendation-deadline", "0s")))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("must be above 0");
  }
}
