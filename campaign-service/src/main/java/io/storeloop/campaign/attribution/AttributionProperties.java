package io.storeloop.campaign.attribution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of attribution.
 *
 * @param longestPeriod that may be asked for
 */
@Validated
@ConfigurationProperties("storeloop.campaign.attribution")
record AttributionProperties(@DefaultValue("92d") Duration longestPeriod) {
  AttributionProperties {
    if (longestPeriod.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException(
          "storeloop.campaign.attribution.longest-period must be an hour or more");
    }
  }
}
