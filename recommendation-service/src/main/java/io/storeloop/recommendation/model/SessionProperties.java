package io.storeloop.recommendation.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a session is, and how many are remembered to find those like the present one.
 *
 * @param gap a longer pause ends a session
 * @param maxSessions the newest ones that are remembered
 * @param maxItems clicks of one session that are remembered
 * @param maxPresent sessions that may go on at the same time
 * @param refresh how soon what happens in one session is seen by the others
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.session")
public record SessionProperties(
    @DefaultValue("30m") Duration gap,
    @Min(1) @Max(16_000_000) @DefaultValue("1000000") int maxSessions,
    @Min(1) @Max(1_000) @DefaultValue("100") int maxItems,
    @Min(1) @Max(10_000_000) @DefaultValue("100000") int maxPresent,
    @DefaultValue("250ms") Duration refresh) {
  private static final Duration MIN_GAP = Duration.ofMinutes(1);

  public SessionProperties {
    if (gap.compareTo(MIN_GAP) < 0) {
      throw new IllegalArgumentException(
          "gap must be %s or more, but was %s".formatted(MIN_GAP, gap));
    }
  }

  /** The defaults, as the settings file documents them. */
  public static SessionProperties defaults() {
    return new SessionProperties(
        Duration.ofMinutes(30), 1_000_000, 100, 100_000, Duration.ofMillis(250));
  }
}
