package io.storeloop.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeliveryPropertiesTest {
  private static final int ATTEMPTS_UNTIL_THE_LONGEST = 9;

  private static DeliveryProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("storeloop.campaign.delivery", DeliveryProperties.class);
  }

  /** Each pause is at least half of the doubled one. */
  @Test
  void byTheDefaultsASendIsTriedUntilItIsNearlyTooLate() {
    DeliveryProperties properties = bound(Map.of());

    Duration shortest = Duration.ZERO;
    for (int attempt = 1; attempt < properties.maxAttempts(); attempt++) {
      Duration whole =
          attempt <= ATTEMPTS_UNTIL_THE_LONGEST
              ? properties.firstRetry().multipliedBy(1L << (attempt - 1))
              : properties.longestRetry();
      shortest = shortest.plus(whole.dividedBy(2));
    }

    assertThat(shortest).isGreaterThan(properties.maxLateness().minusHours(3));
  }
}
