package io.storeloop.profile.predictor;

import io.storeloop.profile.learning.SearchOptions;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One training from beginning to end: reads shoppers a page at a time, learns without a
 * transaction.
 */
final class PredictorJob {
  private static final long SEED = 42;
  private final JdbcShopperActs acts;
  private final BoundedHistories histories;
  private final JdbcPredictorModels models;
  private final PredictorProperties properties;
  private final int fewestWrittenDown;

  /**
   * Over a database.
   *
   * @param fewestWrittenDown shoppers from whom on their distribution is kept: it holds values of
   *     some of them, and stays when they are forgotten
   */
  PredictorJob(
      JdbcShopperActs acts,
      BoundedHistories histories,
      JdbcPredictorModels models,
      PredictorProperties properties,
      int fewestWrittenDown) {
    this.acts = acts;
    this.histories = histories;
    this.models = models;
    this.properties = properties;
    this.fewestWrittenDown = fewestWrittenDown;
  }

  /** One attempt; whether what was learned is stored. */
  boolean run(UUID id, Target target, Duration horizon, Instant now, long forgotten)
      throws InsufficientEvidence {
    return models.finish(id, target, train(id, target, horizon, now), forgotten);
  }

  private PredictorTraining.Outcome<?> train(UUID id, Target target, Duration horizon, Instant now)
      throws InsufficientEvidence {
    List<ShopperHistory> shoppers = shoppers(id);
    Consumer<String> progress = step -> models.trainings().reached(id, step);
    int horizonDays = Math.toIntExact(horizon.toDays());
    PredictorTraining.Outcome<?> outcome =
        target.isPropensity()
            ? new PredictorTraining(
                    target,
                    horizon,
                    SearchOptions.ofMoments(SEED, properties.budget()),
                    System::nanoTime)
                .train(shoppers, now, progress)
            : new ForecastTraining(target, horizonDays).train(shoppers, now, progress);
    progress.accept("writing down the shoppers it learned from");
    TrainingDistribution.ofMany(
            outcome.predictor(),
            DriftWatch.asked(target, outcome.predictor(), shoppers, now),
            now,
            horizonDays,
            fewestWrittenDown)
        .ifPresent(
            distribution -> outcome.card().put(JdbcPredictorModels.DISTRIBUTION, distribution));
    return outcome;
  }

  private List<ShopperHistory> shoppers(UUID id) {
    return histories.forTraining(
        acts.profiles(properties.mostShoppers()),
        read -> models.trainings().reached(id, "reading shoppers, %d so far".formatted(read)));
  }
}
