package io.storeloop.profile.uplift;

import io.storeloop.profile.training.TrainingFailure;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One training and what came of it.
 *
 * @param state {@code running}, {@code finished} or {@code failed}
 * @param step what it is doing, or did last
 * @param card what the model learned from and how it was judged; present once finished
 * @param passed whether it may be activated
 * @param activatedAt when it was made to answer; null if it never was, or was taken back
 */
record UpliftRecord(
    UUID modelId,
    UUID campaignId,
    String state,
    String step,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable TrainingFailure failure,
    @Nullable Map<String, Object> card,
    boolean passed,
    @Nullable Instant activatedAt) {
  static final String FINISHED = "finished";
}
