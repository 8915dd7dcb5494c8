package io.storeloop.profile.predictor;

import io.storeloop.profile.training.TrainingFailure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A training and its model as they are answered. */
@Schema(name = "PredictorModel")
record PredictorView(
    UUID modelId,
    @Schema(allowableValues = {"purchase", "churn", "lifetime-value", "next-purchase"}) String name,
    @Schema(allowableValues = {"running", "finished", "failed"}) String state,
    @Schema(
            description = "What it is doing, or did last.",
            example = "judging on the latest horizon")
        String step,
    @Schema(example = "90") int horizonDays,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Schema(description = "Why it failed; present once failed.") @Nullable FailureView failure,
    @Schema(
            description =
                "Whether it was judged on later behaviour; false before it is finished, and where the shop has too few customers.")
        boolean judged,
    @Schema(
            description =
                "Whether it ranked better than every plain rule on later behaviour; false where it was not judged.")
        boolean passed,
    @Schema(description = "Whether it is the one that answers.") boolean active) {

  static PredictorView of(PredictorModel model, boolean active) {
    TrainingFailure failure = model.failure();
    return new PredictorView(
        model.modelId(),
        model.target().wireName(),
        model.state().name().toLowerCase(Locale.ROOT),
        model.step(),
        model.horizonDays(),
        model.createdAt(),
        model.finishedAt(),
        failure == null ? null : new FailureView(failure.code(), failure.detail()),
        model.judged(),
        model.passed(),
        active);
  }

  /** Why a training failed. */
  @Schema(name = "PredictorFailure")
  record FailureView(
      @Schema(example = "insufficient_evidence") String code,
      @Schema(
              example =
                  "within 90 days 12 shoppers bought and 30 did not, but 50 of each are needed")
          String detail) {}
}
