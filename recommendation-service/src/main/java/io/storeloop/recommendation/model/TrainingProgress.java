package io.storeloop.recommendation.model;

import java.util.Locale;

/**
 * How far a training is.
 *
 * @param fraction of the whole run, from 0 to 1; an estimate
 */
public record TrainingProgress(Phase phase, double fraction) {

  /** What is being done. */
  public enum Phase {
    /** Waiting for its turn. */
    WAITING,
    /** Looking for the settings that suit the shop. */
    SEARCHING,
    /** Learning from what happened before the cut. */
    LEARNING_EARLIER,
    /** Comparing with the baselines on what happened after it. */
    JUDGING,
    /** Learning from everything. */
    LEARNING,
    STORING;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where a run begins. */
  static final TrainingProgress BEGUN = new TrainingProgress(Phase.WAITING, 0);
}
