package io.storeloop.profile.predictor;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.profile.training.TrainingFailure;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Which models foretell what shoppers will do, and how good are they? */
@RestController
@RequestMapping("/v1/predictors/{name}")
@Tag(name = "Predictors", description = "Who will buy, when and for how much, and who will leave.")
class PredictorController {
  private static final int DEFAULT_HORIZON = 90;
  private static final int MOST_DAYS = 999;

  private final Predictors predictors;
  private final JdbcPredictorModels models;
  private final JdbcDrifts drifts;

  PredictorController(Predictors predictors, JdbcPredictorModels models, JdbcDrifts drifts) {
    this.predictors = predictors;
    this.models = models;
    this.drifts = drifts;
  }

  /** {@code POST /v1/predictors/{name}/trainings}: 202 with a job that shows its progress. */
  @PostMapping("/trainings")
  @Operation(
      summary = "Learn what shoppers will do",
      description =
          """
          Learns from the event log: what was known of shoppers at earlier moments, and what they did within the horizon after. \
          Judged on the latest horizon that is over against recency, frequency, BG/NBD and a logistic regression; a model that is not better \
          beyond chance cannot be activated. `lifetime-value` and `next-purchase` learn from days of order alone and are judged against \
          the customer's own rate of orders (x/T), `next-purchase` against recency, too. The answer is a job: ask its `Location` until `state` is `finished` or `failed`.\
          """)
  @ApiResponse(
      responseCode = "202",
      description = "The training has begun.",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_horizon`, with a pointer")
  @ApiResponse(responseCode = "401", description = "`key_missing` or `unknown_key`")
  @ApiResponse(
      responseCode = "403",
      description = "`secret_key_needed`: a write key may only send events")
  @ApiResponse(responseCode = "404", description = "`unknown_predictor`")
  @ApiResponse(responseCode = "409", description = "`training_running`: one at a time")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  ResponseEntity<PredictorView> train(
      @Parameter(
              description = "`purchase`, `churn`, `lifetime-value` or `next-purchase`.",
              example = "churn")
          @PathVariable
          String name,
      @RequestBody TrainingRequest request,
      UriComponentsBuilder here) {
    Target target = target(name);
    int days = request.horizonDays() == null ? DEFAULT_HORIZON : request.horizonDays();
    if (days < 1 || days > MOST_DAYS) {
      throw ProblemException.invalid(
          "/horizonDays",
          "invalid_horizon",
          "horizonDays must be 1 to %d, not %d".formatted(MOST_DAYS, days));
    }
    UUID id =
        predictors
            .start(target, Duration.ofDays(days))
            .orElseThrow(() ->
                ProblemException.conflict(
                    "training_running",
                    "another predictor is being trained: wait until it is finished"));
    return ResponseEntity.accepted()
        .location(here.path("/v1/predictors/{name}/trainings/{id}").build(name, id))
        .body(view(find(target, id)));
  }

  /** {@code GET /v1/predictors/{name}/trainings/{id}}: progress, then whether it passed. */
  @GetMapping("/trainings/{modelId}")
  @Operation(
      summary = "A training: progress and outcome",
      description =
          "While `running`: the step. When `failed`: why, such as `insufficient_evidence`.")
  @ApiResponse(responseCode = "200", description = "The training.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_parameter`: no UUID")
  @ApiResponse(responseCode = "401", description = "`key_missing` or `unknown_key`")
  @ApiResponse(
      responseCode = "403",
      description = "`secret_key_needed`: a write key may only send events")
  @ApiResponse(responseCode = "404", description = "`unknown_predictor` or `unknown_model`")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  PredictorView training(@PathVariable String name, @PathVariable UUID modelId) {
    return view(find(target(name), modelId));
  }

  /** {@code GET /v1/predictors/{name}}: the active model and the trainings kept. */
  @GetMapping
  @Operation(
      summary = "The active model and the latest trainings",
      description = "`active` is absent as long as no model has been activated.")
  @ApiResponse(responseCode = "200", description = "The models.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "401", description = "`key_missing` or `unknown_key`")
  @ApiResponse(
      responseCode = "403",
      description = "`secret_key_needed`: a write key may only send events")
  @ApiResponse(responseCode = "404", description = "`unknown_predictor`")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  PredictorAnswer one(@PathVariable String name) {
    Target target = target(name);
    return new PredictorAnswer(
        name,
        models.active(target).map(model -> PredictorView.of(model, true)).orElse(null),
        models.all(target).stream().map(this::view).toList());
  }

  /**
   * {@code GET /v1/predictors/{name}/evaluation}: the card of the active model, else the newest.
   */
  @GetMapping("/evaluation")
  @Operation(
      summary = "The model card",
      description =
          """
          What the model learned from, how it was judged on later behaviour beside plain rules and, of `purchase` and `churn`, on groups of \
          shoppers (by orders, tenure, kind of device and traits such as the country), and its limits: of the active model, or of the newest \
          finished one as long as none is active.\
          """)
  @ApiResponse(responseCode = "200", description = "The card.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "401", description = "`key_missing` or `unknown_key`")
  @ApiResponse(
      responseCode = "403",
      description = "`secret_key_needed`: a write key may only send events")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_predictor`, or `unknown_model`: none is finished yet")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  ModelCard evaluation(@PathVariable String name) {
    Target target = target(name);
    PredictorModel model =
        models
            .active(target)
            .or(() -> newestFinished(target))
            .orElseThrow(() -> noneFinished(target));
    Map<String, Object> card = model.card();
    Map<String, Object> told = card == null ? new LinkedHashMap<>() : new LinkedHashMap<>(card);
    told.remove(JdbcPredictorModels.DISTRIBUTION);
    return new ModelCard(
        view(model),
        told,
        drifts
            .find(model.modelId())
            .flatMap(JdbcDrifts.Look::drift)
            .map(drift -> new DriftNote(drift.verdict().wireName(), drift.asOf()))
            .orElse(null));
  }

  /**
   * {@code POST /v1/predictors/{name}/activate}: the model named, or else the newest finished one,
   * answers from now on.
   */
  @PostMapping("/activate")
  @Operation(
      summary = "Let a model answer",
      description =
          """
          The one that `modelId` names, of those that are kept; without it, or without a body, the newest finished one. Refused unless it ranked better than every plain rule beyond chance, or could not be judged because the shop has few customers \
          (`judged` is false) and no judged model answers: then it answers until one that passes is activated.\
          """)
  @ApiResponse(responseCode = "200", description = "It answers.", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_value`, `unknown_field` or `malformed_json`: the body")
  @ApiResponse(responseCode = "401", description = "`key_missing` or `unknown_key`")
  @ApiResponse(
      responseCode = "403",
      description = "`secret_key_needed`: a write key may only send events")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_predictor`, or `unknown_model`: none is finished yet")
  @ApiResponse(
      responseCode = "409",
      description =
          "`not_better`: it did not pass, see its card; `not_judged`: it could not be judged, and a judged model answers; `not_finished`: its training runs or has failed")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  PredictorView activate(
      @PathVariable String name, @RequestBody(required = false) @Nullable Activation activation) {
    Target target = target(name);
    UUID asked = activation == null ? null : activation.modelId();
    PredictorModel model =
        asked == null
            ? newestFinished(target).orElseThrow(() -> noneFinished(target))
            : find(target, asked);
    if (model.state() != PredictorModel.State.FINISHED) {
      throw ProblemException.conflict("not_finished", "the training is not finished" + why(model));
    }
    boolean activated = models.activate(model.modelId());
    if (!activated && !model.judged()) {
      throw ProblemException.conflict(
          "not_judged",
          "the model could not be judged, and takes the place of no judged one; its card says what was missing");
    }
    if (!activated) {
      throw ProblemException.conflict(
          "not_better",
          "the model is not better beyond chance than every plain rule; its card says which");
    }
    return view(find(target, model.modelId()));
  }

  /** {@code POST /v1/predictors/{name}/rollback}: the model before answers again, or none. */
  @PostMapping("/rollback")
  @Operation(
      summary = "Take the active model back",
      description = "The one activated before it answers again; without one nobody does.")
  @ApiResponse(responseCode = "200", description = "Taken back.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "401", description = "`key_missing` or `unknown_key`")
  @ApiResponse(
      responseCode = "403",
      description = "`secret_key_needed`: a write key may only send events")
  @ApiResponse(responseCode = "404", description = "`unknown_predictor`")
  @ApiResponse(responseCode = "409", description = "`nothing_active`: there is none to take back")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  PredictorAnswer rollback(@PathVariable String name) {
    PredictorModel active =
        models
            .active(target(name))
            .orElseThrow(() ->
                ProblemException.conflict(
                    "nothing_active", "no model of '%s' is active".formatted(name)));
    models.takeBack(active.modelId());
    return one(name);
  }

  private Optional<PredictorModel> newestFinished(Target target) {
    return models.all(target).stream()
        .filter(model -> model.state() == PredictorModel.State.FINISHED)
        .findFirst();
  }

  private ProblemException noneFinished(Target target) {
    String latest =
        models.all(target).stream()
            .findFirst()
            .map(model ->
                "the latest is " + model.state().name().toLowerCase(Locale.ROOT) + why(model))
            .orElse("none was begun");
    return ProblemException.of(
        HttpStatus.NOT_FOUND,
        "unknown_model",
        "no training of '%s' is finished: %s".formatted(target.wireName(), latest));
  }

  private static String why(PredictorModel model) {
    TrainingFailure failure = model.failure();
    return failure == null ? "" : ", %s: %s".formatted(failure.code(), failure.detail());
  }

  private PredictorModel find(Target target, UUID id) {
    return models
        .find(id)
        .filter(model -> model.target() == target)
        .orElseThrow(() -> ProblemException.unknown("model", id.toString()));
  }

  private PredictorView view(PredictorModel model) {
    boolean active =
        models
            .active(model.target())
            .filter(answering -> answering.modelId().equals(model.modelId()))
            .isPresent();
    return PredictorView.of(model, active);
  }

  static Target target(String name) {
    return Target.ofWireName(name).orElseThrow(() -> ProblemException.unknown("predictor", name));
  }

  /** What is asked of a training; everything may be left out. */
  @Schema(name = "PredictorTrainingRequest")
  record TrainingRequest(
      @Schema(description = "1 to 999.", defaultValue = "90", example = "90")
          @Nullable Integer horizonDays) {}

  /** Which model shall answer. */
  @Schema(name = "PredictorActivation")
  record Activation(
      @Schema(description = "One of `trainings`; the newest finished one if left out.")
          @Nullable UUID modelId) {}

  /** A predictor with its models. */
  @Schema(name = "Predictor")
  record PredictorAnswer(
      @Schema(example = "churn") String name,
      @Schema(description = "Absent as long as none is active.") @Nullable PredictorView active,
      List<PredictorView> trainings) {}

  /** How a model was made and judged. */
  @Schema(name = "PredictorModelCard")
  record ModelCard(
      PredictorView model,
      Map<String, Object> card,
      @Schema(description = "Absent as long as it was not looked for.")
          @Nullable DriftNote drift) {}

  /** What the last look for drift said, see {@code GET …/drift}. */
  @Schema(name = "PredictorDriftNote")
  record DriftNote(
      @Schema(allowableValues = {"stable", "watch", "drifted"}) String verdict, Instant asOf) {}
}
