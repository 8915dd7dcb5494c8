package io.storeloop.profile.predictor;

import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.ShopperPredictions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells profiles what the active models say of them. Thread-safe. */
final class ActivePredictions implements ShopperPredictions {
  private final Predictors predictors;

  ActivePredictions(Predictors predictors) {
    this.predictors = predictors;
  }

  @Override
  public Map<String, Prediction> of(ProfileSnapshot profile) {
    Map<String, Prediction> predictions = new LinkedHashMap<>();
    predictors
        .askAll(profile)
        .forEach((target, answer) -> predictions.put(target.wireName(), prediction(answer)));
    return predictions;
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
