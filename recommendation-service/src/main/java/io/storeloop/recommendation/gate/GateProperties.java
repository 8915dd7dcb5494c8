package io.storeloop.recommendation.gate;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a model is judged before it may answer.
 *
 * @param laterShare share of the interactions, the latest ones, that a candidate is judged on
 * @param minUsers fewer users with something new after the cut tell nothing
 * @param maxUsers that are asked for; of more an even sample is taken
 * @param coldUsers an item that fewer users had met before the cut is a cold one
 * @param recencyHalfLife fading of the baseline "what everybody looks at right now"
 * @param resamples of the bootstrap over users
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.gate")
public record GateProperties(
    @DecimalMin("0.05") @DecimalMax("0.5") @DefaultValue("0.2") double laterShare,
    @Min(20) @Max(1_000_000) @DefaultValue("100") int minUsers,
    @Min(20) @Max(1_000_000) @DefaultValue("2000") int maxUsers,
    @Min(1) @Max(1_000) @DefaultValue("5") int coldUsers,
    @DefaultValue("1d") Duration recencyHalfLife,
    @Min(100) @Max(100_000) @DefaultValue("500") int resamples) {
  private static final Duration MIN_HALF_LIFE = Duration.ofMinutes(1);

  public GateProperties {
    if (recencyHalfLife.compareTo(MIN_HALF_LIFE) < 0) {
      throw new IllegalArgumentException(
          "recencyHalfLife must be %s or more, but was %s"
              .formatted(MIN_HALF_LIFE, recencyHalfLife));
    }
    if (minUsers > maxUsers) {
      throw new IllegalArgumentException(
          "minUsers must be maxUsers or less, but was %d of %d".formatted(minUsers, maxUsers));
    }
  }

  /** The defaults, as the settings file documents them. */
  public static GateProperties defaults() {
    return new GateProperties(0.2, 100, 2000, 5, Duration.ofDays(1), 500);
  }
}
