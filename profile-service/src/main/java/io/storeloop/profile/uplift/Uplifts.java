package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.common.ids.Uuids;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.learning.FeatureTable;
import io.storeloop.profile.predictor.HistoryPredictions;
import io.storeloop.profile.predictor.ShopperHistory;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.ShopperPredictions.Prediction;
import io.storeloop.profile.training.TrainingThread;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Starts trainings of uplift, one at a time, on one thread of their own so that requests are not
 * starved, and tells profiles what the active models say of them. Thread-safe.
 */
final class Uplifts implements HistoryPredictions, AutoCloseable {
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
      JdbcUpliftModels models,
      UpliftJob job,
      ConsentRule consent,
      Clock clock,
      RandomGenerator random) {
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
  public Map<String, Prediction> of(ProfileSnapshot profile, Supplier<ShopperHistory> history) {
    Map<String, Prediction> predictions = new LinkedHashMap<>();
    Map<UUID, UUID> answering = models.answering();
    loaded.keySet().retainAll(answering.keySet());
    if (!consent.allows(ConsentPurpose.ANALYTICS, profile.consent())) {
      answering.keySet().forEach(campaign -> predictions.put(name(campaign), Prediction.refused()));
    } else if (!answering.isEmpty()) {
      Instant now = clock.instant();
      FeatureTable known = TrainedUplift.known(history.get().before(now), now);
      answering.forEach((campaign, model) ->
          predictions.put(name(campaign), prediction(trained(campaign, model), known)));
    }
    return predictions;
  }

  private static String name(UUID campaign) {
    return "uplift." + campaign;
  }

  private static Prediction prediction(Optional<TrainedUplift> trained, FeatureTable known) {
    return trained
        .map(model -> uplift(model.uplift(known), model.worth() == null ? "probability" : "worth"))
        .orElseGet(() -> Prediction.insufficient("the model has just been removed"));
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
