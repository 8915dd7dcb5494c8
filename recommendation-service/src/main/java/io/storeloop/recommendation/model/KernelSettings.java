package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How a model was trained: the part of {@link TrainingProperties} that decides what it learns, kept
 * with its record.
 */
@Schema(name = "RecommendationModelSettings", description = "How the model was trained")
public record KernelSettings(
    @Schema(example = "100") int neighbours,
    @Schema(example = "0.7") double userDamping,
    @Schema(example = "0.75") double sourceExponent,
    @Schema(example = "0.15") double discovery,
    @Schema(example = "0") double shrink,
    @Schema(example = "500") int maxUserItems,
    @Schema(description = "fading of what went together, ISO 8601", example = "PT720H")
        String halfLife,
    @Schema(
            description =
                "what the whole history counts beside the sessions like the present one, 1 like them",
            example = "1")
        double kernelWeight) {

  static KernelSettings of(TrainingProperties properties) {
    return new KernelSettings(
        properties.neighbours(),
        properties.userDamping(),
        properties.sourceExponent(),
        properties.discovery(),
        properties.shrink(),
        properties.maxUserItems(),
        properties.halfLife().toString(),
        properties.kernelWeight());
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
