package io.storeloop.recommendation.evaluation.learning;

import io.storeloop.recommendation.evaluation.judge.CalledPairs;
import io.storeloop.recommendation.evaluation.judge.CaseScorer;
import io.storeloop.recommendation.evaluation.protocol.EvaluationTask;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained model with its questions, and the floor beside it.
 *
 * @param searchSeconds for trying settings on a part of the training data
 * @param trainSeconds for the last training, on all of it
 * @param pairs what the model calls, where the protocol asks for pairs
 * @param floorPairs what popularity calls
 */
public record Prepared(
    EvaluationTask task,
    CaseScorer model,
    CaseScorer floor,
    Map<String, Object> settings,
    double searchSeconds,
    double trainSeconds,
    @Nullable CalledPairs pairs,
    @Nullable CalledPairs floorPairs) {

  /** A model for lists; the floor is what most users chose. */
  static Prepared lists(EvaluationTask task, ChosenModel model, CaseScorer floor) {
    int[] counts = task.train().userCounts(task.itemCount());
    return new Prepared(
        task,
        CaseScorer.of(new PopularityBelow(model.scorer(), counts)),
        floor,
        model.settings(),
        model.searchSeconds(),
        model.trainSeconds(),
        null,
        null);
  }
}
