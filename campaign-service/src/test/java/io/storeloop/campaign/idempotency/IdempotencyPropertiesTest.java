package io.storeloop.campaign.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IdempotencyPropertiesTest {
  private static IdempotencyProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("storeloop.campaign.idempotency", IdempotencyProperties.class);
  }

  @Test
  void withoutSettingsTheDefaultsHold() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new IdempotencyProperties(
                Duration.ofHours(24), Duration.ofMinutes(1), 1_048_576, Duration.ofMinutes(10)));
  }

  @Test
  void everyKeyIsHeard() {
    assertThat(
            bound(
                Map.of(
                    "storeloop.campaign.idempotency.retention",
                    "2h",
                    "storeloop.campaign.idempotency.lease",
                    "5s",
                    "storeloop.campaign.idempotency.max-answer-bytes",
                    "2048",
                    "storeloop.campaign.idempotency.forget-interval",
                    "3s")))
        .isEqualTo(
            new IdempotencyProperties(
                Duration.ofHours(2), Duration.ofSeconds(5), 2048, Duration.ofSeconds(3)));
  }

  @Test
  void keysThatAreForgottenBeforeTheirLeaseEndsAreRefused() {
    assertThatThrownBy(() -> bound(Map.of("storeloop.campaign.idempotency.retention", "10s")))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("at least the lease");
  }
}
