package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.common.ids.Uuids;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.predictor.Act;
import io.storeloop.profile.predictor.JdbcShopperActs;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.ShopperPredictions;
import io.storeloop.profile.training.TrainingThread;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Starts trainings of uplift, one at a time, on one thread of their own so that requests are not
 * starved, and tells profiles what the active models say of them. Thread-safe.
 */
final class Uplifts implements ShopperPredictions, AutoCloseable {
  private final JdbcShopperActs acts;
  private final JdbcUpliftModels models;
  private final UpliftJob job;
  private final ConsentRule consent;
  private final Clock clock;
  private final RandomGenerator random;

  /** One model a campaign. */
  private final ConcurrentHashMap<UUID, Loaded> loaded = new ConcurrentHashMap<>();

  private final TrainingThread thread;

  private record Loaded(UUID modelId, TrainedUplift model) {}

  Uplifts(
      JdbcShopperActs acts,
      JdbcUpliftModels models,
      UpliftJob job,
      ConsentRule consent,
      Clock clock,
      RandomGenerator random) {
    this.acts = acts;
    this.models = models;
    this.job = job;
    this.thread = new TrainingThread(models.trainings());
    this.consent = consent;
    this.clock = clock;
    this.random = random;
  }

  /** Begins a training; empty while another one runs. */
  Optional<UUID> start(UUID campaignId, GoalWorth worth) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID id = Uuids.v7(now, random);
    if (!models.begin(id, campaignId)) {
      return Optional.empty();
    }
    thread.start(id, forgotten -> job.run(id, campaignId, worth, now, forgotten));
    return Optional.of(id);
  }

  /** By {@code uplift.} and the id of the campaign. */
  @Override
  public Map<String, Prediction> of(ProfileSnapshot profile) {
    Map<String, Prediction> predictions = new LinkedHashMap<>();
    Map<UUID, UUID> answering = models.answering();
    loaded.keySet().retainAll(answering.keySet());
    if (answering.isEmpty()) {
      return predictions;
    }
    boolean counted = consent.allows(ConsentPurpose.ANALYTICS, profile.consent());
    Instant now = clock.instant();
    List<Act> past =
        counted ? acts.of(List.of(profile.profileId())).getFirst().before(now) : List.of();
    answering.forEach((campaign, modelId) ->
        predictions.put(
            "uplift." + campaign,
            counted
                ? trained(campaign, modelId)
                    .map(model ->
                        uplift(
                            model.uplift(past, now),
                            model.worth() == null ? "probability" : "worth"))
                    .orElseGet(() -> Prediction.insufficient("the model has just been removed"))
                : Prediction.refused()));
    return predictions;
  }

  private static Prediction uplift(double value, String unit) {
    return new Prediction("predicted", null, null, value, unit, null, null, null);
  }

  private Optional<TrainedUplift> trained(UUID campaign, UUID modelId) {
    Loaded known = loaded.get(campaign);
    if (known != null && known.modelId().equals(modelId)) {
      return Optional.of(known.model());
    }
    Optional<TrainedUplift> read = models.trained(modelId);
    read.ifPresent(model -> loaded.put(campaign, new Loaded(modelId, model)));
    return read;
  }

  /** A training still running is left behind and found silent later. */
  @Override
  public void close() {
    thread.close();
  }
}
