package io.storeloop.profile.profile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How profiles are made.
 *
 * @param interestHalfLife after so long an interest weighs half; a change rebuilds all profiles
 * @param priceTercilesAge how old the catalogue's price terciles may be when a band is told
 */
@ConfigurationProperties("storeloop.profile")
public record ProfileProperties(
    @DefaultValue("30d") Duration interestHalfLife, @DefaultValue("1m") Duration priceTercilesAge) {
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
