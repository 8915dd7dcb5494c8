package io.storeloop.profile.predictor;

import io.storeloop.common.ids.Uuids;
import io.storeloop.profile.profile.ProfileSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;

/**
 * Starts trainings, one at a time, on one thread of their own so that requests are not starved, and
 * asks the active models. Thread-safe.
 */
final class Predictors implements AutoCloseable {
  private final JdbcShopperActs acts;
  private final JdbcPredictorModels models;
  private final PredictorJob job;
  private final Clock clock;
  private final RandomGenerator random;

  /** One model a target. */
  private final ConcurrentHashMap<Target, Loaded> loaded = new ConcurrentHashMap<>();

  /** One thread: Smile works in the pool it is called from. */
  private final ForkJoinPool pool = new ForkJoinPool(1);

  private record Loaded(UUID modelId, TrainedPredictor predictor) {}

  /** What can be said of a shopper. */
  sealed interface Answer {
    record Said(PredictorModel model, TrainedPredictor.Prediction prediction, Instant asOf)
        implements Answer {}

    /** Nothing that evidence supports; what is missing, in a sentence. */
    record InsufficientEvidence(String missing) implements Answer {}
  }

  Predictors(
      JdbcShopperActs acts,
      JdbcPredictorModels models,
      PredictorJob job,
      Clock clock,
      RandomGenerator random) {
    this.acts = acts;
    this.models = models;
    this.job = job;
    this.clock = clock;
    this.random = random;
  }

  /** Begins a training; empty while another one runs. */
  Optional<UUID> start(Target target, Duration horizon) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID id = Uuids.v7(now, random);
    if (!models.begin(id, target, Math.toIntExact(horizon.toDays()))) {
      return Optional.empty();
    }
    pool.execute(() -> job.run(id, target, horizon, now));
    return Optional.of(id);
  }

  /** Asks the active model about a shopper, as of now. */
  Answer ask(Target target, ProfileSnapshot profile) {
    Optional<PredictorModel> active = models.active(target);
    if (active.isEmpty()) {
      return new Answer.InsufficientEvidence(
          "no model of '%s' is active: train one, and activate it if it passes"
              .formatted(target.wireName()));
    }
    ShopperHistory history = acts.of(List.of(profile.profileId())).getFirst();
    Instant now = clock.instant();
    if (!target.isAskedOf(history.before(now))) {
      return new Answer.InsufficientEvidence(
          target == Target.CHURN
              ? "the shopper has bought nothing yet, so there is nothing to leave"
              : "the shopper has done nothing yet");
    }
    return predictor(target, active.get().modelId())
        .<Answer>map(predictor -> new Answer.Said(active.get(), predictor.of(history, now), now))
        .orElseGet(() -> new Answer.InsufficientEvidence("the model has just been removed"));
  }

  /** The active model; empty as long as there is none. */
  Optional<TrainedPredictor> active(Target target) {
    return models.active(target).flatMap(model -> predictor(target, model.modelId()));
  }

  /** What the shoppers of these profiles did, in their order. */
  List<ShopperHistory> histories(List<UUID> profileIds) {
    return profileIds.isEmpty() ? List.of() : acts.of(profileIds);
  }

  private Optional<TrainedPredictor> predictor(Target target, UUID modelId) {
    Loaded known = loaded.get(target);
    if (known != null && known.modelId().equals(modelId)) {
      return Optional.of(known.predictor());
    }
    Optional<TrainedPredictor> read = models.predictor(modelId);
    read.ifPresent(predictor -> loaded.put(target, new Loaded(modelId, predictor)));
    return read;
  }

  /** A training still running is left behind and found silent later. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
