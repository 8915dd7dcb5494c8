package io.storeloop.recommendation.evaluation.learning;

import io.storeloop.recommendation.evaluation.protocol.EvaluationTask;
import java.time.Duration;

/** Chooses and trains a model, knowing nothing but training data. */
interface ModelSearch {
  /**
   * Chooses on a part of the training data that is held back for that, then trains on all of it.
   *
   * @param budget how long the choice may take
   * @throws InterruptedException if the caller is interrupted
   */
  ChosenModel choose(EvaluationTask task, long seed, Duration budget, int threads)
      throws InterruptedException;
}
