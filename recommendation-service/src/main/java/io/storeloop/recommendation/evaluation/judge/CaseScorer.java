package io.storeloop.recommendation.evaluation.judge;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.recommendation.evaluation.protocol.TestCase;

/** Scores all items for one question. Safe for any number of threads. */
public interface CaseScorer {
  /** Overwrites all of {@code scores}, one per item: higher is better. */
  void score(TestCase question, double[] scores);

  /** Asks a model that knows nothing of the question but its history. */
  static CaseScorer of(ItemScorer model) {
    return (question, scores) -> model.score(question.history(), question.history().length, scores);
  }
}
