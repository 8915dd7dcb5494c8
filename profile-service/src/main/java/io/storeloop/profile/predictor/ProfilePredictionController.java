package io.storeloop.profile.predictor;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.profile.ProfileReader;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What will this shopper do, and why? */
@RestController
@Tag(name = "Predictors")
class ProfilePredictionController {
  private static final int MOST_REASONS = 8;

  private final ProfileReader profiles;
  private final Predictors predictors;

  ProfilePredictionController(ProfileReader profiles, Predictors predictors) {
    this.profiles = profiles;
    this.predictors = predictors;
  }

  /** {@code GET /v1/profiles/{userId}/predictions/{name}}: 404 for an id nobody has used. */
  @GetMapping("/v1/profiles/{userId}/predictions/{name}")
  @Operation(
      summary = "What will this shopper do, and why?",
      description =
          """
          From what the shopper did until now. `state` is `predicted`, with probability, interval and reasons, `insufficient_evidence`, with what is missing, or \
          `consent_refused` where the shopper does not let their behaviour be counted. `lifetime-value` and `next-purchase` also have `value` in `unit`: the money expected within the horizon, discounted by 15 % \
          a year, or the median of the days until the next order. `base` plus the contributions of all features is `margin`, the log odds before calibration; the weightiest eight are told, of those that weigh 0.05 or more.\
          """)
  @ApiResponse(responseCode = "200", description = "The answer.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "401", description = "`key_missing` or `unknown_key`")
  @ApiResponse(
      responseCode = "403",
      description = "`secret_key_needed`: a write key may only send events")
  @ApiResponse(responseCode = "404", description = "`unknown_profile` or `unknown_predictor`")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  PredictionView prediction(
      @Parameter(description = "A userId or an anonymousId.", example = "anna") @PathVariable
          String userId,
      @Parameter(
              description = "`purchase`, `churn`, `lifetime-value` or `next-purchase`.",
              example = "churn")
          @PathVariable
          String name) {
    Target target = PredictorController.target(name);
    ProfileSnapshot profile =
        profiles.find(userId).orElseThrow(() -> ProblemException.unknown("profile", userId));
    return switch (predictors.ask(target, profile)) {
      case Predictors.Answer.Said said -> PredictionView.of(name, said);
      case Predictors.Answer.Foretold foretold -> PredictionView.of(name, foretold);
      case Predictors.Answer.ConsentRefused refused ->
          PredictionView.without(name, "consent_refused", null);
      case Predictors.Answer.InsufficientEvidence insufficient ->
          PredictionView.without(name, "insufficient_evidence", insufficient.missing());
    };
  }

  /** What is said of a shopper. */
  @Schema(name = "Prediction")
  record PredictionView(
      @Schema(example = "churn") String name,
      @Schema(allowableValues = {"predicted", "insufficient_evidence", "consent_refused"})
          String state,
      @Schema(description = "What is missing, when evidence is insufficient.")
          @Nullable String missing,
      @Schema(
              description =
                  "Within the horizon, in [0, 1]: of what the name says; of `lifetime-value` and `next-purchase`: of an order.",
              example = "0.31")
          @Nullable Double probability,
      @Schema(
              description =
                  "Of `lifetime-value` and `next-purchase`; absent where an order is likelier never to come.",
              example = "61.8")
          @Nullable Double value,
      @Schema(description = "Of the value: a currency, or `days`.", example = "EUR")
          @Nullable String unit,
      @Schema(
              description =
                  "Of a probability: how often it came true, when the model was judged, of those told about the same (95 %, Wilson), widened to the probability where that lies outside: an end that equals the probability says so. Of a model that could not be judged: what the shop's customers allow. Of a value, 80 % of futures the model holds possible; the mean may lie above it where few spend much.")
          @Nullable IntervalView interval,
      @Schema(example = "90") @Nullable Integer horizonDays,
      @Schema(description = "Log odds of a shopper of whom nothing is known.")
          @Nullable Double base,
      @Schema(description = "Log odds before calibration: base plus all contributions.")
          @Nullable Double margin,
      @Nullable List<ReasonView> reasons,
      @Nullable UUID modelId,
      @Schema(description = "The instant until which acts are counted.") @Nullable Instant asOf) {

    static PredictionView without(String name, String state, @Nullable String missing) {
      return new PredictionView(
          name, state, missing, null, null, null, null, null, null, null, null, null, null);
    }

    static PredictionView of(String name, Predictors.Answer.Said said) {
      Classifier.Explanation explanation = said.prediction().explanation();
      return new PredictionView(
          name,
          "predicted",
          null,
          said.prediction().probability(),
          null,
          null,
          new IntervalView(
              said.prediction().interval().lower(), said.prediction().interval().upper()),
          said.model().horizonDays(),
          explanation.base(),
          explanation.margin(),
          PropensityFeature.weighty(explanation.reasons(), MOST_REASONS).stream()
              .map(ReasonView::of)
              .toList(),
          said.model().modelId(),
          said.asOf());
    }

    static PredictionView of(String name, Predictors.Answer.Foretold foretold) {
      Forecast forecast = foretold.forecast();
      return new PredictionView(
          name,
          "predicted",
          null,
          forecast.probability(),
          forecast.value(),
          forecast.unit(),
          new IntervalView(forecast.lower(), forecast.upper()),
          foretold.model().horizonDays(),
          null,
          null,
          forecast.reasons().stream().map(ReasonView::of).toList(),
          foretold.model().modelId(),
          foretold.asOf());
    }
  }

  /** Plausible values. */
  @Schema(name = "PredictionInterval")
  record IntervalView(
      @Schema(description = "Absent where an order may well never come.") @Nullable Double lower,
      @Schema(description = "Absent where an order may well never come.") @Nullable Double upper) {}

  /** One reason, in the shopper's own values. */
  @Schema(name = "PredictionReason")
  record ReasonView(
      @Schema(example = "recencyDays") String feature,
      @Schema(example = "84") String value,
      @Schema(
              description =
                  "In log odds; above 0 speaks for it; of probabilities learned from examples.",
              example = "0.9")
          @Nullable Double contribution,
      @Schema(example = "last order 84 days ago (+0.9)") String text) {
    static ReasonView of(Classifier.Reason reason) {
      return new ReasonView(
          reason.feature(), reason.value(), reason.contribution(), PropensityFeature.told(reason));
    }

    static ReasonView of(Forecast.Reason reason) {
      return new ReasonView(reason.feature(), reason.value(), null, reason.text());
    }
  }
}
