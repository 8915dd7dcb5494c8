package io.storeloop.campaign.outcome;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How outcomes are counted.
 *
 * @param lookBack the time before a shopper's first decision whose purchases are used to take noise
 *     out of results, from an hour to 400 days
 */
@Validated
@ConfigurationProperties("storeloop.campaign.outcome")
public record OutcomeProperties(@DefaultValue("28d") Duration lookBack) {
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(400);

  /** Refuses spans outside the bounds. */
  public OutcomeProperties {
    if (lookBack.compareTo(SHORTEST) < 0 || lookBack.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "storeloop.campaign.outcome.look-back must be between 1h and 400d, but was " + lookBack);
    }
  }
}
