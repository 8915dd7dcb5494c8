package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.profile.predictor.BoundedHistories;
import io.storeloop.profile.predictor.ShopperHistory;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One training from beginning to end: reads shoppers a page at a time, learns without a
 * transaction.
 */
final class UpliftJob {
  private static final long SEED = 42;

  private final JdbcExposures exposures;
  private final BoundedHistories histories;
  private final JdbcUpliftModels models;
  private final UpliftProperties properties;

  UpliftJob(
      JdbcExposures exposures,
      BoundedHistories histories,
      JdbcUpliftModels models,
      UpliftProperties properties) {
    this.exposures = exposures;
    this.histories = histories;
    this.models = models;
    this.properties = properties;
  }

  /** One attempt; whether what was learned is stored. */
  boolean run(UUID id, UUID campaignId, GoalWorth worth, Instant now, long forgotten)
      throws InsufficientEvidence {
    Consumer<String> progress = step -> models.trainings().reached(id, step);
    progress.accept("reading exposures");
    List<Exposure> found = exposures.of(campaignId, now, properties.mostShoppers());
    List<ShopperHistory> shoppers =
        histories.forTraining(
            found.stream().map(Exposure::profileId).toList(),
            read -> progress.accept("reading shoppers, %d of %d".formatted(read, found.size())));
    UpliftTraining.Outcome outcome =
        new UpliftTraining(properties.splits(), SEED, worth)
            .train(found.subList(0, shoppers.size()), shoppers, progress);
    return models.finish(id, campaignId, outcome, forgotten);
  }
}
