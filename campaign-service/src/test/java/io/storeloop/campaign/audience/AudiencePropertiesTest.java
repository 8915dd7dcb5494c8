package io.storeloop.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AudiencePropertiesTest {
  private static AudienceProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("storeloop.campaign", AudienceProperties.class);
  }

  @Test
  void withoutSettingsTheDefaultsHold() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new AudienceProperties(
                URI.create("http://127.0.0.1:8082"),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                2,
                50));
  }

  @Test
  void everyKeyIsHeard() {
    assertThat(
            bound(
                Map.of(
                    "storeloop.campaign.profile-url", "http://profiles:1",
                    "storeloop.campaign.profile-connect-timeout", "1s",
                    "storeloop.campaign.profile-deadline", "80ms",
                    "storeloop.campaign.profile-concurrency", "7",
                    "storeloop.campaign.profile-group", "9")))
        .isEqualTo(
            new AudienceProperties(
                URI.create("http://profiles:1"),
                Duration.ofSeconds(1),
                Duration.ofMillis(80),
                7,
                9));
  }

  @Test
  void aDeadlineOfNothingIsRefused() {
    assertThatThrownBy(() -> bound(Map.of("storeloop.campaign.profile-deadline", "0s")))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("must be above 0");
  }
}
