package io.storeloop.campaign.exclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ExclusionPropertiesTest {
  private static ExclusionProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("storeloop.campaign.exclusion", ExclusionProperties.class);
  }

  @Test
  void withoutSettingsTheDefaultsHold() {
    assertThat(bound(Map.of())).isEqualTo(new ExclusionProperties(100, 1_000_000));
  }

  @Test
  void everyKeyIsHeard() {
    assertThat(
            bound(
                Map.of(
                    "storeloop.campaign.exclusion.max-lists",
                    "2",
                    "storeloop.campaign.exclusion.max-users",
                    "3")))
        .isEqualTo(new ExclusionProperties(2, 3));
  }
}
