package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.common.background.HalfTime;
import io.storeloop.profile.predictor.JdbcShopperActs;
import io.storeloop.profile.predictor.ShopperHistory;
import io.storeloop.profile.training.InsufficientEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One training from beginning to end: reads shoppers a page at a time, learns without a
 * transaction.
 */
final class UpliftJob {
  private static final int PAGE = 500;
  private static final long SEED = 42;

  private final JdbcExposures exposures;
  private final JdbcShopperActs acts;
  private final JdbcUpliftModels models;
  private final UpliftProperties properties;

  UpliftJob(
      JdbcExposures exposures,
      JdbcShopperActs acts,
      JdbcUpliftModels models,
      UpliftProperties properties) {
    this.exposures = exposures;
    this.acts = acts;
    this.models = models;
    this.properties = properties;
  }

  /** One attempt; whether what was learned is stored. */
  boolean run(UUID id, UUID campaignId, GoalWorth worth, Instant now, long forgotten)
      throws InsufficientEvidence {
    Consumer<String> progress = step -> models.trainings().reached(id, step);
    progress.accept("reading exposures");
    List<Exposure> found = exposures.of(campaignId, now, properties.mostShoppers());
    UpliftTraining.Outcome outcome =
        new UpliftTraining(properties.splits(), SEED, worth)
            .train(found, shoppers(found, progress), progress);
    return models.finish(id, campaignId, outcome, forgotten);
  }

  private List<ShopperHistory> shoppers(List<Exposure> found, Consumer<String> progress) {
    List<ShopperHistory> shoppers = new ArrayList<>();
    HalfTime time = new HalfTime();
    while (shoppers.size() < found.size()) {
      progress.accept("reading shoppers, %d of %d".formatted(shoppers.size(), found.size()));
      int end = Math.min(shoppers.size() + PAGE, found.size());
      shoppers.addAll(
          acts.forTraining(
              found.subList(shoppers.size(), end).stream().map(Exposure::profileId).toList()));
      time.rest();
    }
    return shoppers;
  }
}
