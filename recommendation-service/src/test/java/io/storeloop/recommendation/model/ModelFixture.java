package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.EaseOptions;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.similarity.SparseEaseOptions;
import io.storeloop.algorithms.tuning.LearntOrder;
import io.storeloop.recommendation.gate.GateProperties;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Trains where no thread runs. */
public final class ModelFixture {
  private ModelFixture() {}

  public static ModelTrainer.Trained train(Histories histories, Catalogue catalogue) {
    return train(histories, catalogue, TrainingProperties.defaults());
  }

  public static ModelTrainer.Trained train(
      Histories histories, Catalogue catalogue, TrainingProperties training) {
    return train(histories, catalogue, training, KernelSettings.of(training));
  }

  /** A model that scores whole histories by a mix. */
  public static ModelTrainer.Trained train(
      Histories histories, Catalogue catalogue, MixSettings mix) {
    var training = TrainingProperties.defaults();
    return train(histories, catalogue, training, KernelSettings.of(training).with(mix));
  }

  static ModelTrainer trainer(Histories histories, Catalogue catalogue) {
    return trainer(histories, catalogue, TrainingProperties.defaults());
  }

  private static ModelTrainer trainer(
      Histories histories, Catalogue catalogue, TrainingProperties training) {
    return new ModelTrainer(
        histories,
        catalogue,
        InteractionProperties.defaults(),
        new PopularityProperties(Duration.ofDays(14)),
        CountsProperties.defaults(),
        SessionProperties.defaults(),
        MixProperties.defaults(),
        training.threads());
  }

  static ModelTrainer.Trained train(
      Histories histories,
      Catalogue catalogue,
      TrainingProperties training,
      KernelSettings settings) {
    try {
      return trainer(histories, catalogue, training).train("model-1", settings);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trained with what the shop's own search finds, which is printed. */
  public static ModelTrainer.Trained searched(
      Histories histories, Catalogue catalogue, Duration budget) {
    var training = TrainingProperties.defaults();
    var search =
        new ShopSearch(
            histories,
            catalogue,
            trainer(histories, catalogue),
            InteractionProperties.defaults(),
            new PopularityProperties(Duration.ofDays(14)),
            SessionProperties.defaults(),
            GateProperties.defaults(),
            new SearchProperties(true, Duration.ZERO, budget, budget, 300, 1000, Set.of()),
            MixProperties.defaults(),
            training.threads(),
            System::nanoTime);
    try {
      KernelSettings found = search.run(KernelSettings.of(training)).orElseThrow();
      System.out.println(found);
      return train(histories, catalogue, training, found);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** EASE^R alone. */
  public static MixSettings ease() {
    return new MixSettings(List.of(ease(1)), null, 0);
  }

  /** EASE^R over each item's neighbours, alone. */
  public static MixSettings sparseEase() {
    return new MixSettings(List.of(sparseEase(1)), null, 0);
  }

  /** Two forms of the kernel and both forms of EASE^R. */
  public static MixSettings blend() {
    return new MixSettings(
        List.of(
            kernel(CooccurrenceOptions.balanced(), 1, 0.9),
            ease(0.5),
            sparseEase(0.4),
            kernel(CooccurrenceOptions.sequential(0.8, 0.5, 10), 0.35, 0.6)),
        null,
        0);
  }

  /** The same with its best candidates in an order that adds up all features of the parts. */
  public static MixSettings order() {
    int features = 2 * (blend().parts().size() + 1) + 1 + LearntOrder.FACTS;
    List<Double> order =
        IntStream.range(0, features)
            .mapToObj(feature -> feature < features - LearntOrder.FACTS ? 1.0 : 0.01)
            .toList();
    return new MixSettings(blend().parts(), order, 1);
  }

  private static MixSettings.Part ease(double weight) {
    return new MixSettings.Part(
        "ease", weight, null, new EaseOptions(20), null, new Recency(0.95, 100));
  }

  private static MixSettings.Part sparseEase(double weight) {
    return new MixSettings.Part(
        "sparseEase", weight, null, null, new SparseEaseOptions(20, 50), new Recency(0.95, 100));
  }

  private static MixSettings.Part kernel(
      CooccurrenceOptions options, double weight, double fading) {
    return new MixSettings.Part("kernel", weight, options, null, null, new Recency(fading, 100));
  }

  /** A model that knows nothing. */
  static RecommendationModel modelOf(String version, Proof proof) {
    return new RecommendationModel(version, proof, Learnt.NOTHING, ItemCounts.NONE);
  }

  public static void activate(ActiveModel active, RecommendationModel model) {
    active.swapIn(model);
  }
}
