package io.storeloop.recommendation.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the settings that suit a shop are looked for.
 *
 * @param enabled false keeps the settings of the file
 * @param initialDelay rest after the start of a process
 * @param interval between two searches
 * @param budget time of one search
 * @param minUsers fewer users with something new after the cut tell nothing about settings
 * @param maxUsers by whom settings are compared
 * @param keep settings that are not to be looked for, because somebody has chosen them
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.search")
public record SearchProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("5m") Duration initialDelay,
    @DefaultValue("24h") Duration interval,
    @DefaultValue("60s") Duration budget,
    @Min(20) @Max(1_000_000) @DefaultValue("300") int minUsers,
    @Min(20) @Max(1_000_000) @DefaultValue("1000") int maxUsers,
    @DefaultValue Set<Part> keep) {

  /** What is looked for. */
  public enum Part {
    /** Everything of {@code training} between neighbours and max-user-items. */
    KERNEL,
    /** What scores whole histories beside one form of the kernel, or in its place. */
    MIX,
    SESSIONS,
    HALF_LIFE,
    KERNEL_WEIGHT,
    /** {@code interaction.weights}. */
    WEIGHTS,
    /** {@code interaction.half-life}. */
    INTEREST_HALF_LIFE
  }

  public SearchProperties {
    if (minUsers > maxUsers) {
      throw new IllegalArgumentException(
          "minUsers must be maxUsers or less, but was %d of %d".formatted(minUsers, maxUsers));
    }
    keep = Set.copyOf(keep);
  }

  /** The defaults, as the settings file documents them. */
  public static SearchProperties defaults() {
    return new SearchProperties(
        true,
        Duration.ofMinutes(5),
        Duration.ofHours(24),
        Duration.ofSeconds(60),
        300,
        1000,
        Set.of());
  }

  boolean seeks(Part part) {
    return !keep.contains(part);
  }
}
