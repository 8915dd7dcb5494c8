package io.storeloop.recommendation.model;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.recommendation.gate.ListScorer;
import io.storeloop.recommendation.interaction.HistorySplit;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.InterestScale;
import java.util.Arrays;

/**
 * Scores the whole catalogue as the personal list of a model does, for judging it. Items that the
 * model does not know score 0. Not thread-safe.
 */
final class ModelListScorer implements ListScorer {
  private static final int[] NOTHING = {};

  private final RecommendationModel model;
  private final InterestScale interest;
  private final ItemScorer histories;
  private final double[] byHistory;

  /** {@code file}: what behaviours say unless the model has learnt otherwise. */
  ModelListScorer(RecommendationModel model, InteractionProperties file) {
    this.model = model;
    this.interest = model.interest(file);
    this.histories = model.historyScorer();
    this.byHistory = new double[histories.itemCount()];
  }

  @Override
  public void score(HistorySplit known, double[] scores) {
    Arrays.fill(scores, 0);
    History history = model.history(known.earlier(interest), NOTHING, 1);
    histories.score(history.items(), history.weights(), history.size(), byHistory);
    for (int item = 0; item < byHistory.length; item++) {
      scores[model.catalogueItem(item)] = byHistory[item];
    }
    int[] visit = Arrays.stream(known.visit()).map(model::modelItem).filter(i -> i >= 0).toArray();
    if (visit.length > 0 && model.sessions().isPresent()) {
      double[] bySession = new double[model.sessions().get().itemCount()];
      model.sessions().get().score(visit, visit.length, bySession);
      fuse(scores, bySession);
    }
  }

  /**
   * Both divided by their largest, as lists are made; without sessions like it the history alone.
   */
  private void fuse(double[] scores, double[] bySession) {
    double largest = Arrays.stream(bySession).max().orElse(0);
    if (largest > 0) {
      double largestKernel = Arrays.stream(scores).max().orElse(0);
      double scale = largestKernel > 0 ? model.kernelWeight() / largestKernel : 0;
      for (int item = 0; item < scores.length; item++) {
        scores[item] *= scale;
      }
      for (int item = 0; item < bySession.length; item++) {
        scores[model.catalogueItem(item)] += bySession[item] / largest;
      }
    }
  }
}
