package io.storeloop.campaign.trigger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How occasions are looked for that no event tells.
 *
 * @param pollInterval how soon schedules, segments and prices are looked at again
 * @param churnInterval how soon all predictions of churn are
 * @param lease how long one process looks alone
 * @param cartMemory how old what lies in a cart may be
 * @param viewsAtOnce views of an item whose price fell that are read and queued at once
 */
@Validated
@ConfigurationProperties("storeloop.campaign.trigger")
record TriggerProperties(
    @DefaultValue("5s") Duration pollInterval,
    @DefaultValue("1h") Duration churnInterval,
    @DefaultValue("5m") Duration lease,
    @DefaultValue("30d") Duration cartMemory,
    @Min(1) @Max(10_000) @DefaultValue("500") int viewsAtOnce) {
  TriggerProperties {
    if (pollInterval.isNegative() || pollInterval.isZero()) {
      throw new IllegalArgumentException(
          "storeloop.campaign.trigger.poll-interval must be above 0");
    }
  }
}
