package io.storeloop.profile.predictor;

import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.ShopperPredictions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells profiles what the active models say of them, after one read of acts. Thread-safe. */
final class ActivePredictions implements ShopperPredictions {
  private final Predictors predictors;
  private final Function<UUID, ShopperHistory> acts;
  private final Supplier<List<HistoryPredictions>> others;

  ActivePredictions(
      Predictors predictors,
      Function<UUID, ShopperHistory> acts,
      Supplier<List<HistoryPredictions>> others) {
    this.predictors = predictors;
    this.acts = acts;
    this.others = others;
  }

  @Override
  public Map<String, Prediction> of(ProfileSnapshot profile) {
    Supplier<ShopperHistory> history = new OneRead(() -> acts.apply(profile.profileId()));
    Map<String, Prediction> predictions = new LinkedHashMap<>();
    predictors
        .askAll(profile, history)
        .forEach((target, answer) -> predictions.put(target.wireName(), prediction(answer)));
    others.get().forEach(other -> predictions.putAll(other.of(profile, history)));
    return predictions;
  }

  /** Reads when it is asked for the first time. Not thread-safe. */
  private static final class OneRead implements Supplier<ShopperHistory> {
    private final Supplier<ShopperHistory> reading;
    private @Nullable ShopperHistory read;

    OneRead(Supplier<ShopperHistory> reading) {
      this.reading = reading;
    }

    @Override
    public ShopperHistory get() {
      ShopperHistory known = read;
      if (known == null) {
        known = reading.get();
        read = known;
      }
      return known;
    }
  }

  private static Prediction prediction(Predictors.Answer answer) {
    return switch (answer) {
      case Predictors.Answer.ConsentRefused() -> Prediction.refused();
      case Predictors.Answer.InsufficientEvidence(String missing) ->
          Prediction.insufficient(missing);
      case Predictors.Answer.Said(var model, var said, var asOf) ->
          new Prediction(
              "predicted",
              null,
              said.probability(),
              null,
              null,
              said.interval().lower(),
              said.interval().upper(),
              model.horizonDays());
      case Predictors.Answer.Foretold(var model, var forecast, var asOf) ->
          new Prediction(
              "predicted",
              null,
              forecast.probability(),
              forecast.value(),
              forecast.unit(),
              forecast.lower(),
              forecast.upper(),
              model.horizonDays());
    };
  }
}
