package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a new model is trained, and how. The defaults of the kernel were chosen on one month of each
 * of two shops (see docs/recommendations.md) and are to be learnt per shop.
 *
 * @param newInteractions train when so many have come since the last training began
 * @param interval train after so long when anything at all has come
 * @param pauseFactor rest at least so many times as long as the last training took: 4 leaves
 *     training at most a fifth of a core
 * @param threads that share the counting of pairs
 * @param neighbours kept per item
 * @param userDamping how little busy shoppers count per pair (a of the kernel)
 * @param sourceExponent how strongly popularity of the known item is divided out (b)
 * @param discovery how strongly popularity of the recommended item is divided out (g): 0 favours
 *     bestsellers, more finds the rare
 * @param shrink users added to the divisor, so that few common shoppers prove little
 * @param maxUserItems latest items of one shopper that are paired
 * @param halfLife after which a meeting of user and item counts half in pairs: what goes together
 *     now matters more than what went together last season
 * @param kernelWeight what the kernel over the whole history counts beside the sessions like the
 *     present one, both divided by their largest score
 * @param keepModels records of past trainings kept
 */
@Validated
@ConfigurationProperties("storeloop.recommendation.training")
public record TrainingProperties(
    @Min(1) @DefaultValue("5000") long newInteractions,
    @DefaultValue("30s") Duration interval,
    @DecimalMin("0") @DecimalMax("1000") @DefaultValue("4") double pauseFactor,
    @Min(1) @Max(64) @DefaultValue("1") int threads,
    @Min(1) @Max(CooccurrenceOptions.MAX_NEIGHBOUR_LIMIT) @DefaultValue("100") int neighbours,
    @DecimalMin("0") @DecimalMax("2") @DefaultValue("0.7") double userDamping,
    @DecimalMin("0") @DecimalMax("2") @DefaultValue("0.75") double sourceExponent,
    @DecimalMin("0") @DecimalMax("2") @DefaultValue("0.15") double discovery,
    @DecimalMin("0") @DecimalMax("1000000") @DefaultValue("0") double shrink,
    @Min(2) @Max(10_000) @DefaultValue("500") int maxUserItems,
    @DefaultValue("30d") Duration halfLife,
    @DecimalMin("0") @DecimalMax("100") @DefaultValue("1") double kernelWeight,
    @Min(1) @Max(100_000) @DefaultValue("200") int keepModels) {

  /** The shortest half-life: below it yesterday's pairs would not count at all. */
  private static final Duration MIN_HALF_LIFE = Duration.ofMinutes(1);

  public TrainingProperties {
    if (halfLife.compareTo(MIN_HALF_LIFE) < 0) {
      throw new IllegalArgumentException(
          "halfLife must be %s or more, but was %s".formatted(MIN_HALF_LIFE, halfLife));
    }
  }

  /** The defaults, as the settings file documents them. */
  public static TrainingProperties defaults() {
    return new TrainingProperties(
        5000,
        Duration.ofSeconds(30),
        4,
        1,
        100,
        0.7,
        0.75,
        0.15,
        0,
        500,
        Duration.ofDays(30),
        1,
        200);
  }
}
