package io.storeloop.recommendation.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A training run and its model as they go over the wire. */
@Schema(name = "RecommendationModel", description = "One training run and its model")
record ModelAnswer(
    @Schema(example = "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11") String version,
    @Schema(
            description =
                "training; ready: its model may answer; rejected: it is no better than the plain baselines; failed",
            allowableValues = {"training", "ready", "rejected", "failed"})
        String state,
    @Schema(
            description = "why it was trained",
            allowableValues = {
              "first_data",
              "new_interactions",
              "interval",
              "requested",
              "erasure"
            })
        String cause,
    Instant createdAt,
    @Schema(description = "whether it answers now") boolean active,
    @Schema(description = "whether somebody went back to it, so that training by itself rests")
        boolean pinned,
    @Schema(
            description = "what its evaluation came to; absent until then",
            allowableValues = {"proven", "rejected", "not_evaluated"})
        @Nullable String verdict,
    @Schema(description = "the verdict in words; absent until then") @Nullable String verdictReason,
    @Schema(description = "how far the training is; absent once it has ended")
        @Nullable ModelProgress progress,
    @Schema(description = "how long the training took; absent while it runs", example = "1.8")
        @Nullable Double seconds,
    ModelCounts counts,
    KernelSettings settings,
    @Schema(
            description = "SHA-256 of the snapshot; absent if none was written",
            example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        @Nullable String checksum,
    @Schema(description = "size of the snapshot; absent when it is not kept", example = "1048576")
        @Nullable Long snapshotBytes,
    @Schema(description = "what went wrong, if it failed or cannot be loaded")
        @Nullable String failure) {

  @Schema(name = "RecommendationModelCounts")
  record ModelCounts(
      @Schema(example = "4987") int users,
      @Schema(example = "500") int items,
      @Schema(description = "pairs of a user and an item that met", example = "81234")
          int interactions,
      @Schema(
              description = "pairs of items added up: the cost of the training",
              example = "1810042")
          long pairs,
      @Schema(description = "entries of all neighbour lists", example = "49871") int neighbours) {}

  @Schema(name = "RecommendationModelProgress")
  record ModelProgress(
      @Schema(
              allowableValues = {
                "waiting",
                "searching",
                "learning_earlier",
                "judging",
                "learning",
                "storing"
              })
          String phase,
      @Schema(description = "of the whole run, an estimate", example = "0.6") double fraction) {}

  static ModelAnswer of(Training training) {
    TrainingCounts counts = training.counts();
    TrainingProgress progress = training.progress();
    var evaluation = training.evaluation();
    return new ModelAnswer(
        training.version(),
        training.state().wireName(),
        training.cause().wireName(),
        training.createdAt(),
        training.active(),
        training.pinnedAt() != null,
        evaluation == null ? null : evaluation.verdict().wireName(),
        evaluation == null ? null : evaluation.reason(),
        progress == null
            ? null
            : new ModelProgress(progress.phase().wireName(), progress.fraction()),
        training.seconds(),
        new ModelCounts(
            counts.users(),
            counts.items(),
            counts.interactions(),
            counts.pairs(),
            counts.neighbours()),
        training.settings(),
        training.checksum(),
        training.snapshotBytes(),
        training.failure());
  }
}
