package io.storeloop.recommendation.popularity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast popularity fades.
 *
 * @param halfLife after which an interest counts half; at least a minute
 */
@ConfigurationProperties("storeloop.recommendation.popularity")
public record PopularityProperties(@DefaultValue("14d") Duration halfLife) {
  private static final Duration MIN_HALF_LIFE = Duration.ofMinutes(1);

  public PopularityProperties {
    if (halfLife.compareTo(MIN_HALF_LIFE) < 0) {
      throw new IllegalArgumentException(
          "halfLife must be %s or more, but was %s".formatted(MIN_HALF_LIFE, halfLife));
    }
  }
}
