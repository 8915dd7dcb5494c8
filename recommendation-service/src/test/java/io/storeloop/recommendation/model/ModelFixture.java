package io.storeloop.recommendation.model;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.time.Duration;

/** Trains where no thread runs. */
public final class ModelFixture {
  private ModelFixture() {}

  public static ModelTrainer.Trained train(Histories histories, Catalogue catalogue) {
    return train(histories, catalogue, TrainingProperties.defaults());
  }

  public static ModelTrainer.Trained train(
      Histories histories, Catalogue catalogue, TrainingProperties training) {
    try {
      return new ModelTrainer(
              histories,
              catalogue,
              InteractionProperties.defaults(),
              new PopularityProperties(Duration.ofDays(14)),
              CountsProperties.defaults(),
              SessionProperties.defaults(),
              MixProperties.defaults(),
              training.threads())
          .train("model-1", KernelSettings.of(training));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A model that knows nothing. */
  static RecommendationModel modelOf(String version, Proof proof) {
    return new RecommendationModel(version, proof, Learnt.NOTHING, ItemCounts.NONE);
  }

  public static void activate(ActiveModel active, RecommendationModel model) {
    active.swapIn(model);
  }
}
