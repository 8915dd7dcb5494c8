package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.common.background.BackgroundPriority;
import io.storeloop.common.background.HalfTime;
import io.storeloop.profile.predictor.JdbcShopperActs;
import io.storeloop.profile.predictor.ShopperHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training from beginning to end: reads shoppers a page at a time, learns without a
 * transaction.
 */
final class UpliftJob {
  private static final Logger LOG = LoggerFactory.getLogger(UpliftJob.class);
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

  /** Ends in state finished or failed, unless the database is away: then it is found silent. */
  void run(UUID id, UUID campaignId, GoalWorth worth, Instant now) {
    BackgroundPriority.take();
    try {
      models.reached(id, "reading exposures");
      List<Exposure> found = exposures.of(campaignId, now, properties.mostShoppers());
      List<ShopperHistory> shoppers = shoppers(id, found);
      models.finish(
          id,
          campaignId,
          new UpliftTraining(properties.splits(), SEED, worth)
              .train(found, shoppers, step -> models.reached(id, step)));
    } catch (InsufficientEvidence e) {
      models.fail(
          id, new UpliftRecord.Failure("insufficient_evidence", String.valueOf(e.getMessage())));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("training of the uplift of campaign {} failed", campaignId, e);
      models.fail(
          id, new UpliftRecord.Failure("internal_error", "this is our fault; it has been logged"));
    }
  }

  private List<ShopperHistory> shoppers(UUID id, List<Exposure> found) {
    List<ShopperHistory> shoppers = new ArrayList<>();
    HalfTime time = new HalfTime();
    while (shoppers.size() < found.size()) {
      models.reached(id, "reading shoppers, %d of %d".formatted(shoppers.size(), found.size()));
      int end = Math.min(shoppers.size() + PAGE, found.size());
      shoppers.addAll(
          acts.forTraining(
              found.subList(shoppers.size(), end).stream().map(Exposure::profileId).toList()));
      time.rest();
    }
    return shoppers;
  }
}
