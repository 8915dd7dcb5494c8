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
 * When a new model is trained, and how.
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
    @DecimalMin("0") @DecimalMax("2") @DefaultValue("0.25") double discovery,
    @DecimalMin("0") @DecimalMax("1000000") @DefaultValue("0") double shrink,
    @Min(2) @Max(10_000) @DefaultValue("500") int maxUserItems,
    @Min(1) @Max(100_000) @DefaultValue("200") int keepModels) {

  /** The defaults, as the settings file documents them. */
  public static TrainingProperties defaults() {
    return new TrainingProperties(
        5000, Duration.ofSeconds(30), 4, 1, 100, 0.7, 0.75, 0.25, 0, 500, 200);
  }

  CooccurrenceOptions kernelOptions() {
    return new CooccurrenceOptions(
        userDamping,
        sourceExponent,
        discovery,
        shrink,
        1,
        1,
        CooccurrenceOptions.UNLIMITED_WINDOW,
        neighbours,
        maxUserItems);
  }
}
