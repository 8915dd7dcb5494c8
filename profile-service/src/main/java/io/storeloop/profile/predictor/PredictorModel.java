package io.storeloop.profile.predictor;

import io.storeloop.profile.training.TrainingFailure;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One training and what came of it.
 *
 * @param step what it is doing, or did last
 * @param card what the model learned from and how it was judged; present once finished
 * @param judged whether there were enough shoppers to judge it on later behaviour
 * @param passed whether it ranked better than every plain rule
 * @param activatedAt when it was made to answer; null if it never was, or was taken back
 */
record PredictorModel(
    UUID modelId,
    Target target,
    State state,
    String step,
    int horizonDays,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable TrainingFailure failure,
    @Nullable Map<String, Object> card,
    boolean judged,
    boolean passed,
    @Nullable Instant activatedAt) {
  /** How far a training is. */
  enum State {
    RUNNING,
    FINISHED,
    FAILED
  }
}
