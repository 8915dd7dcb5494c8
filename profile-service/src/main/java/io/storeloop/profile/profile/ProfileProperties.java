package io.storeloop.profile.profile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How profiles are made.
 *
 * @param interestHalfLife after so long an interest weighs half; a change rebuilds all profiles
 * @param priceTercilesAge how old the catalogue's price terciles may be when a band is told
 * @param mostPastEvents of a shopper, from which profiles of the past are computed
 */
@Validated
@ConfigurationProperties("storeloop.profile")
public record ProfileProperties(
    @DefaultValue("30d") Duration interestHalfLife,
    @DefaultValue("1m") Duration priceTercilesAge,
    @Min(100) @Max(100_000) @DefaultValue("5000") int mostPastEvents) {
  private static final Duration SHORTEST_HALF_LIFE = Duration.ofHours(1);

  /** Refuses a half-life under an hour and a negative age. */
  public ProfileProperties {
    if (interestHalfLife.compareTo(SHORTEST_HALF_LIFE) < 0) {
      throw new IllegalArgumentException(
          "storeloop.profile.interest-half-life must be at least %s, but was %s"
              .formatted(SHORTEST_HALF_LIFE, interestHalfLife));
    }
    if (priceTercilesAge.isNegative()) {
      throw new IllegalArgumentException(
          "storeloop.profile.price-terciles-age must not be negative, but was " + priceTercilesAge);
    }
  }
}
