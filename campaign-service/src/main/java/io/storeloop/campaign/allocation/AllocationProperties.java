package io.storeloop.campaign.allocation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often the offers of adaptive campaigns are shared out anew.
 *
 * @param batch how long weights stay as they are
 * @param poll how soon a process looks for campaigns whose batch is over
 */
@Validated
@ConfigurationProperties("storeloop.campaign.allocation")
record AllocationProperties(
    @DefaultValue("1h") Duration batch, @DefaultValue("10s") Duration poll) {
  AllocationProperties {
    if (batch.compareTo(Duration.ofMillis(1)) < 0 || poll.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "storeloop.campaign.allocation.batch and poll must be above 0");
    }
  }
}
