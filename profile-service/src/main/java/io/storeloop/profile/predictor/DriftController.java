package io.storeloop.profile.predictor;

import io.storeloop.common.edge.ProblemException;
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

/** Are the shoppers still those whom the active model learned from? */
@RestController
@Tag(name = "Predictors")
class DriftController {
  private final JdbcPredictorModels models;
  private final JdbcDrifts drifts;
  private final DriftProperties properties;

  DriftController(JdbcPredictorModels models, JdbcDrifts drifts, DriftProperties properties) {
    this.models = models;
    this.drifts = drifts;
    this.properties = properties;
  }

  /** {@code GET /v1/predictors/{name}/drift}: the last look at the active model. */
  @GetMapping("/v1/predictors/{name}/drift")
  @Operation(
      summary = "Have shoppers moved away from those the active model learned from?",
      description =
          """
          The last look, taken a few seconds after an activation and then once a day. Per feature and of what the model says: the population \
          stability index against the shoppers as they stood when it had learned, and what chance alone explains. `calibration` compares what was \
          said a horizon ago with what came, from the first horizon after the training on. `verdict` is the worst of `scores` and `calibration`; \
          a moved feature alone is to be watched.\
          """)
  @ApiResponse(responseCode = "200", description = "The last look.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "401", description = "`key_missing` or `unknown_key`")
  @ApiResponse(
      responseCode = "403",
      description = "`secret_key_needed`: a write key may only send events")
  @ApiResponse(responseCode = "404", description = "`unknown_predictor`")
  @ApiResponse(responseCode = "409", description = "`insufficient_evidence`: no model is active")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  DriftView drift(
      @Parameter(
              description = "`purchase`, `churn`, `lifetime-value` or `next-purchase`.",
              example = "churn")
          @PathVariable
          String name) {
    Target target = PredictorController.target(name);
    UUID model =
        models.answering().stream()
            .filter(answering -> answering.target() == target)
            .map(JdbcPredictorModels.Answering::modelId)
            .findFirst()
            .orElseThrow(() ->
                ProblemException.conflict(
                    "insufficient_evidence",
                    "no model of '%s' is active: train one, and activate it if it passes"
                        .formatted(name)));
    JdbcDrifts.Look look = drifts.find(model).orElse(null);
    if (look == null) {
      return DriftView.without(name, model, "waiting", "the first look comes within seconds");
    }
    return look.drift()
        .map(drift -> DriftView.of(name, model, drift, properties))
        .orElseGet(() -> DriftView.without(name, model, "insufficient_evidence", look.missing()));
  }

  /** A look at a model. */
  @Schema(name = "PredictorDrift")
  record DriftView(
      @Schema(example = "churn") String name,
      UUID modelId,
      @Schema(allowableValues = {"measured", "insufficient_evidence", "waiting"}) String state,
      @Schema(description = "What is missing, unless it is measured.") @Nullable String missing,
      @Schema(allowableValues = {"stable", "watch", "drifted"}) @Nullable String verdict,
      @Nullable Instant asOf,
      @Schema(description = "Who were looked at.", example = "5000") @Nullable Integer shoppers,
      @Schema(
              description =
                  "What the model says: the value where it has one, else the probability.")
          @Nullable MovedView scores,
      @Schema(description = "The most moved first.") @Nullable List<MovedView> features,
      @Schema(description = "Absent until a horizon has gone by since the training.")
          @Nullable CalibrationView calibration,
      @Schema(description = "From when on there is calibration.") @Nullable Instant maturesAt,
      @Nullable ThresholdsView thresholds) {
    static DriftView without(String name, UUID model, String state, String missing) {
      return new DriftView(
          name, model, state, missing, null, null, null, null, null, null, null, null);
    }

    static DriftView of(String name, UUID model, Drift drift, DriftProperties properties) {
      return new DriftView(
          name,
          model,
          "measured",
          null,
          drift.verdict().wireName(),
          drift.asOf(),
          drift.shoppers(),
          MovedView.of(drift.scores()),
          drift.features().stream().map(MovedView::of).toList(),
          CalibrationView.of(drift.calibration()),
          drift.maturesAt(),
          new ThresholdsView(
              properties.watch(),
              properties.drifted(),
              properties.calibrationWatch(),
              properties.calibrationDrifted()));
    }
  }

  /** How far one number has moved. */
  @Schema(name = "PredictorDriftMoved")
  record MovedView(
      @Schema(example = "recencyDays") String name,
      @Schema(description = "Population stability index.", example = "0.034") double psi,
      @Schema(description = "What chance alone explains in 19 of 20 cases.", example = "0.007")
          double chance,
      @Schema(allowableValues = {"stable", "watch", "drifted"}) String verdict) {
    static MovedView of(Drift.Moved moved) {
      return new MovedView(moved.name(), moved.psi(), moved.chance(), moved.verdict().wireName());
    }
  }

  /** What was said, and what came. */
  @Schema(name = "PredictorDriftCalibration")
  record CalibrationView(
      @Schema(description = "When it was said: a horizon before the look.") Instant cut,
      @Schema(example = "4200") int shoppers,
      @Schema(description = "Mean probability.", example = "0.31") double foretold,
      @Schema(description = "Share of whom it came true.", example = "0.29") double came,
      @Schema(description = "Expected calibration error; absent where all or none came.")
          @Nullable Double ece,
      @Schema(allowableValues = {"stable", "watch", "drifted"}) String verdict) {
    static @Nullable CalibrationView of(Drift.@Nullable Calibration found) {
      return found == null
          ? null
          : new CalibrationView(
              found.cut(),
              found.shoppers(),
              found.foretold(),
              found.came(),
              found.ece(),
              found.verdict().wireName());
    }
  }

  /** From where on a number is to be watched, or has drifted. */
  @Schema(name = "PredictorDriftThresholds")
  record ThresholdsView(
      double watch, double drifted, double calibrationWatch, double calibrationDrifted) {}
}
