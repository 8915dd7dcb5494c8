package io.storeloop.profile.cluster;

import io.storeloop.profile.training.TrainingFailure;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One training and what came of it.
 *
 * @param step what it is doing, or did last
 * @param result present once finished
 * @param failure present once failed
 */
record Clustering(
    UUID clusteringId,
    State state,
    ClusteringPlan plan,
    String step,
    int stepsDone,
    int steps,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable ClusteringResult result,
    @Nullable TrainingFailure failure) {
  /** How far a training is. */
  enum State {
    RUNNING,
    FINISHED,
    FAILED
  }
}
