package io.storeloop.campaign.decision;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How decisions are made and written.
 *
 * @param changeDelay within which a change made by another process is in force; 0 compares at every
 *     decision
 * @param ledgerWriters statements that write decisions at the same time
 * @param ledgerGroup decisions that one statement writes at most
 */
@Validated
@ConfigurationProperties("storeloop.campaign.decision")
record DecisionProperties(
    @DefaultValue("100ms") Duration changeDelay,
    @Min(1) @Max(64) @DefaultValue("2") int ledgerWriters,
    @Min(1) @Max(1000) @DefaultValue("200") int ledgerGroup) {
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

  DecisionProperties {
    if (changeDelay.isNegative() || changeDelay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "storeloop.campaign.decision.change-delay must lie between 0 and " + LONGEST_DELAY);
    }
  }
}
