package io.storeloop.profile.uplift;

import io.storeloop.profile.training.TrainingFailure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A training and its model as they are answered. */
@Schema(name = "UpliftModel")
record UpliftView(
    UUID modelId,
    UUID campaignId,
    @Schema(allowableValues = {"running", "finished", "failed"}) String state,
    @Schema(description = "What it is doing, or did last.", example = "judging half 2 of 5")
        String step,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Schema(description = "Why it failed; present once failed.") @Nullable FailureView failure,
    @Schema(
            description = "Present once finished.",
            allowableValues = {UpliftTraining.RELIABLE, UpliftTraining.UNRELIABLE})
        @Nullable String verdict,
    @Schema(description = "Whether it is the one that answers.") boolean active) {

  static UpliftView of(UpliftRecord model, boolean active) {
    TrainingFailure failure = model.failure();
    return new UpliftView(
        model.modelId(),
        model.campaignId(),
        model.state(),
        model.step(),
        model.createdAt(),
        model.finishedAt(),
        failure == null ? null : new FailureView(failure.code(), failure.detail()),
        model.card() == null
            ? null
            : model.passed() ? UpliftTraining.RELIABLE : UpliftTraining.UNRELIABLE,
        active);
  }

  /** Why a training failed. */
  @Schema(name = "UpliftFailure")
  record FailureView(
      @Schema(example = "insufficient_evidence") String code,
      @Schema(
              example =
                  "of 800 shoppers whose window is over 61 treated and 4 held out reached the goal, but 50 of each are needed")
          String detail) {}
}
