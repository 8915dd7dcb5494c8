package io.storeloop.recommendation.merchandising;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of merchandising.
 *
 * @param maxRules how many there may be; all are held in memory and asked for every list
 * @param pollInterval how often memory is brought up to date
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.merchandising")
public record MerchandisingProperties(
    @Min(1) @Max(10_000) @DefaultValue("200") int maxRules,
    @DefaultValue("500ms") Duration pollInterval) {

  /** Faster would only ask the database for nothing. */
  private static final Duration MIN_POLL_INTERVAL = Duration.ofMillis(10);

  public MerchandisingProperties {
    if (pollInterval.compareTo(MIN_POLL_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "pollInterval must be %s or more, but was %s".formatted(MIN_POLL_INTERVAL, pollInterval));
    }
  }

  /** The defaults, as the settings file documents them. */
  public static MerchandisingProperties defaults() {
    return new MerchandisingProperties(200, Duration.ofMillis(500));
  }
}
