package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.recommendation.gate.ListScorer;
import io.storeloop.recommendation.interaction.HistorySplit;
import io.storeloop.recommendation.interaction.ItemInterests;
import java.util.Arrays;

/**
 * Scores the whole catalogue as the personal list of a model does, for judging it. Items that the
 * model does not know score 0.
 */
final class ModelListScorer implements ListScorer {
  private final RecommendationModel model;
  private final int maxScored;

  /** {@code maxScored}: items of a history that a list is computed from. */
  ModelListScorer(RecommendationModel model, int maxScored) {
    this.model = model;
    this.maxScored = maxScored;
  }

  @Override
  public void score(HistorySplit known, double[] scores) {
    Arrays.fill(scores, 0);
    addKernel(known.earlier().strongest(maxScored), scores);
    int[] visit = Arrays.stream(known.visit()).map(model::modelItem).filter(i -> i >= 0).toArray();
    if (visit.length > 0 && model.sessions().isPresent()) {
      double[] bySession = new double[model.sessions().get().itemCount()];
      model.sessions().get().score(visit, visit.length, bySession);
      fuse(scores, bySession);
    }
  }

  /**
   * Both divided by their largest, as lists are made; without sessions like it the kernel alone.
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

  private void addKernel(ItemInterests strongest, double[] scores) {
    Neighbours neighbours = model.neighbours();
    for (int place = 0; place < strongest.size(); place++) {
      int source = model.modelItem(strongest.item(place));
      if (source >= 0) {
        for (int entry = neighbours.rowStart(source); entry < neighbours.rowEnd(source); entry++) {
          scores[model.catalogueItem(neighbours.item(entry))] +=
              (double) strongest.weight(place) * neighbours.similarity(entry);
        }
      }
    }
  }
}
