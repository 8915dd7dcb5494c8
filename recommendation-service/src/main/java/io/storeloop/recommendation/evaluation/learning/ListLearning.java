package io.storeloop.recommendation.evaluation.learning;

import io.storeloop.algorithms.similarity.PopularityScorer;
import io.storeloop.recommendation.evaluation.judge.CaseScorer;
import io.storeloop.recommendation.evaluation.protocol.EvaluationProtocol;
import io.storeloop.recommendation.evaluation.protocol.EvaluationTask;
import java.time.Duration;

/** Learns what to list, for every protocol but the time split. */
public final class ListLearning {
  private ListLearning() {}

  /**
   * Chooses a model and trains it; the floor beside it is popularity.
   *
   * @param budget how long the choice may take; the training comes on top
   * @throws InterruptedException if the caller is interrupted
   */
  public static Prepared prepare(EvaluationTask task, long seed, Duration budget, int threads)
      throws InterruptedException {
    ChosenModel model = search(task.protocol()).choose(task, seed, budget, threads);
    var floor = new PopularityScorer(task.histories().toMatrix());
    return Prepared.lists(task, model, CaseScorer.of(floor));
  }

  private static ModelSearch search(EvaluationProtocol protocol) {
    return protocol == EvaluationProtocol.SESSIONS
        ? new SessionModelSearch()
        : new HistoryModelSearch();
  }
}
