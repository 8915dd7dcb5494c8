package io.storeloop.profile.predictor;

import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.common.ids.Uuids;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.training.TrainingThread;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Starts trainings, one at a time, on one thread of their own so that requests are not starved, and
 * asks the active models. Thread-safe.
 */
final class Predictors implements AutoCloseable {
  private final JdbcShopperActs acts;
  private final JdbcPredictorModels models;
  private final PredictorJob job;
  private final ConsentRule consent;
  private final Clock clock;
  private final RandomGenerator random;

  /** One model a target. */
  private final ConcurrentHashMap<Target, Loaded> loaded = new ConcurrentHashMap<>();

  private final TrainingThread thread;

  private record Loaded(UUID modelId, ShopperModel predictor) {}

  /** What can be said of a shopper. */
  sealed interface Answer {
    record Said(
        JdbcPredictorModels.Answering model, TrainedPredictor.Prediction prediction, Instant asOf)
        implements Answer {}

    /** A number. */
    record Foretold(JdbcPredictorModels.Answering model, Forecast forecast, Instant asOf)
        implements Answer {}

    /** Nothing, because the shopper does not let their behaviour be counted. */
    record ConsentRefused() implements Answer {}

    /** Nothing that evidence supports; what is missing, in a sentence. */
    record InsufficientEvidence(String missing) implements Answer {}
  }

  Predictors(
      JdbcShopperActs acts,
      JdbcPredictorModels models,
      PredictorJob job,
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
  Optional<UUID> start(Target target, Duration horizon) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID id = Uuids.v7(now, random);
    if (!models.begin(id, target, Math.toIntExact(horizon.toDays()))) {
      return Optional.empty();
    }
    thread.start(id, forgotten -> job.run(id, target, horizon, now, forgotten));
    return Optional.of(id);
  }

  /** Asks the active model about a shopper, as of now. */
  Answer ask(Target target, ProfileSnapshot profile) {
    Optional<JdbcPredictorModels.Answering> active =
        models.answering().stream().filter(model -> model.target() == target).findFirst();
    if (active.isEmpty()) {
      return new Answer.InsufficientEvidence(
          "no model of '%s' is active: train one, and activate it if it passes"
              .formatted(target.wireName()));
    }
    if (!mayBeCounted(profile)) {
      return new Answer.ConsentRefused();
    }
    return answer(active.get(), acts.of(List.of(profile.profileId())).getFirst());
  }

  /**
   * Asks every active model about a shopper, as of now.
   *
   * @param history asked for once at most, and not without an active model or consent
   */
  Map<Target, Answer> askAll(ProfileSnapshot profile, Supplier<ShopperHistory> history) {
    Map<Target, Answer> answers = new EnumMap<>(Target.class);
    List<JdbcPredictorModels.Answering> active = models.answering();
    if (!mayBeCounted(profile)) {
      active.forEach(model -> answers.put(model.target(), new Answer.ConsentRefused()));
    } else if (!active.isEmpty()) {
      ShopperHistory known = history.get();
      active.forEach(model -> answers.put(model.target(), answer(model, known)));
    }
    return answers;
  }

  private boolean mayBeCounted(ProfileSnapshot profile) {
    return consent.allows(ConsentPurpose.ANALYTICS, profile.consent());
  }

  private Answer answer(JdbcPredictorModels.Answering active, ShopperHistory history) {
    Target target = active.target();
    Instant now = clock.instant();
    if (!target.isAskedOf(history.before(now))) {
      return new Answer.InsufficientEvidence(
          switch (target) {
            case PURCHASE -> "the shopper has done nothing yet";
            case CHURN -> "the shopper has bought nothing yet, so there is nothing to leave";
            case LIFETIME_VALUE, NEXT_PURCHASE -> "the shopper has bought nothing yet";
          });
    }
    return predictor(target, active.modelId())
        .map(predictor -> said(active, predictor, history, now))
        .orElseGet(() -> new Answer.InsufficientEvidence("the model has just been removed"));
  }

  private static Answer said(
      JdbcPredictorModels.Answering active,
      ShopperModel predictor,
      ShopperHistory history,
      Instant now) {
    return switch (predictor) {
      case TrainedPredictor trained when !trained.knows(history.before(now)) ->
          new Answer.InsufficientEvidence(
              "the shop has too few customers to tell of who has bought nothing yet");
      case TrainedPredictor trained -> new Answer.Said(active, trained.of(history, now), now);
      case ForecastModel model ->
          new Answer.Foretold(
              active, model.forecast(history.before(now), now, active.horizonDays()), now);
    };
  }

  /** What the shoppers of these profiles did, in their order. */
  List<ShopperHistory> histories(List<UUID> profileIds) {
    return profileIds.isEmpty() ? List.of() : acts.of(profileIds);
  }

  /** Of how many shoppers at most the histories are read in one statement. */
  int atOnce() {
    return acts.atOnce();
  }

  /** The models that answer. */
  List<JdbcPredictorModels.Answering> answering() {
    return models.answering();
  }

  /** What answers; empty if it has just been removed. */
  Optional<ShopperModel> predictor(Target target, UUID modelId) {
    Loaded known = loaded.get(target);
    if (known != null && known.modelId().equals(modelId)) {
      return Optional.of(known.predictor());
    }
    Optional<ShopperModel> read = models.predictor(modelId, target);
    read.ifPresent(predictor -> loaded.put(target, new Loaded(modelId, predictor)));
    return read;
  }

  /** A training still running is left behind and found silent later. */
  @Override
  public void close() {
    thread.close();
  }
}
