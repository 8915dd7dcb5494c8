package io.storeloop.recommendation.model;

import io.storeloop.recommendation.model.Training.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is it time to train? A pure decision. */
final class TrainingSchedule {
  private final TrainingProperties properties;

  TrainingSchedule(TrainingProperties properties) {
    this.properties = properties;
  }

  /**
   * Why to train now; empty when not.
   *
   * @param newInteractions applied since the last training began
   * @param lastEnd when the last training ended; null before the first
   * @param loaded whether the log has been read to its end
   */
  Optional<Cause> due(
      Instant now,
      long newInteractions,
      boolean loaded,
      @Nullable Instant lastEnd,
      Duration lastTook) {
    if (newInteractions == 0 || !loaded) {
      return Optional.empty();
    }
    if (lastEnd == null) {
      return Optional.of(Cause.FIRST_DATA);
    }
    Duration rested = Duration.between(lastEnd, now);
    double restMillis = lastTook.toMillis() * properties.pauseFactor();
    if (rested.toMillis() < restMillis) {
      return Optional.empty();
    }
    if (newInteractions >= properties.newInteractions()) {
      return Optional.of(Cause.NEW_INTERACTIONS);
    }
    return rested.compareTo(properties.interval()) >= 0
        ? Optional.of(Cause.INTERVAL)
        : Optional.empty();
  }
}
