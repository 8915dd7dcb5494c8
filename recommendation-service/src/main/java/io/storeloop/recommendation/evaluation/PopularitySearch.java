package io.storeloop.recommendation.evaluation;

import java.time.Duration;
import java.util.Map;

/** Chooses what needs no search. */
final class PopularitySearch implements ModelSearch {
  @Override
  public ChosenModel choose(EvaluationTask task, long seed, Duration budget, int threads) {
    return new ChosenModel(
        new PopularityScorer(task.train().itemCounts(task.itemCount())),
        Map.of("family", "popularity", "tried", 1),
        0,
        0);
  }
}
