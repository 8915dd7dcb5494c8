package io.storeloop.recommendation.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How long trained models are kept, and how processes agree on the one that answers.
 *
 * @param keepSnapshots models that can be gone back to, beside the one that answers
 * @param keepInMemory of those, models kept in memory, so that going back needs no reading
 * @param maxSnapshot a model whose snapshot would be larger answers, but is not kept
 * @param followInterval how often a process looks which model the others have activated
 * @param rollbackRest how long training by itself rests after somebody went back to an older model;
 *     a training that is asked for ends the rest
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.registry")
public record RegistryProperties(
    @Min(1) @Max(1_000) @DefaultValue("5") int keepSnapshots,
    @Min(0) @Max(100) @DefaultValue("1") int keepInMemory,
    @DefaultValue("1GB") DataSize maxSnapshot,
    @DefaultValue("1s") Duration followInterval,
    @DefaultValue("3650d") Duration rollbackRest) {

  /** The defaults, as the settings file documents them. */
  public static RegistryProperties defaults() {
    return new RegistryProperties(
        5, 1, DataSize.ofGigabytes(1), Duration.ofSeconds(1), Duration.ofDays(3650));
  }
}
