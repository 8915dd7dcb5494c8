package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.session.SessionScorer;
import io.storeloop.recommendation.model.RecommendationModel;
import java.util.Optional;

/**
 * The session neighbours of a model.
 *
 * @param kernelWeight what the kernel over the whole history counts beside them
 */
record VisitNeighbours(SessionScorer scorer, double kernelWeight) {
  static Optional<VisitNeighbours> of(RecommendationModel model) {
    return model.sessions().map(scorer -> new VisitNeighbours(scorer, model.kernelWeight()));
  }
}
