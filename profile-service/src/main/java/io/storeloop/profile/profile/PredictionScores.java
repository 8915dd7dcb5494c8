package io.storeloop.profile.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/**
 * Keeps what the active predictors say of profiles stored, for conditions to ask; answered by the
 * predictor feature.
 */
public interface PredictionScores {
  /** Which models are active: another text after every activation, an empty one without any. */
  String models();

  /** How long a score stands when nothing happens to the shopper. */
  Duration age();

  /**
   * Scores again those of the profiles whose score is missing, of other models or too old, and with
   * {@code afterEvents} also those to whom something has happened since. Without an active model
   * scores are taken away. One bounded read of what these shoppers did; writes in the caller's
   * transaction.
   */
  void refresh(Collection<UUID> profileIds, boolean afterEvents, Instant now);
}
