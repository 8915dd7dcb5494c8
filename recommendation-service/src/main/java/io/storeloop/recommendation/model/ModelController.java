package io.storeloop.recommendation.model;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which models have been trained, and "train one now". */
@RestController
@RequestMapping("/v1/models")
@Tag(name = "Models", description = "Training runs and the model that answers now")
final class ModelController {
  static final String PROBLEM = "application/problem+json";

  @Schema(name = "RecommendationModels")
  record ModelsResponse(List<ModelAnswer> models, @Nullable String nextCursor) {}

  private final TrainingTurns turns;
  private final Trainings trainings;
  private final ModelRegistry registry;

  ModelController(TrainingTurns turns, Trainings trainings, ModelRegistry registry) {
    this.turns = turns;
    this.trainings = trainings;
    this.registry = registry;
  }

  @GetMapping
  @Operation(
      summary = "List the training runs",
      description = "Latest first. An empty list before the first training.")
  @ApiResponse(responseCode = "200", description = "A page of training runs")
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "503",
      description = "`database_unavailable`, with Retry-After",
      content = @Content(mediaType = PROBLEM))
  ModelsResponse list(
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    List<Training> page = trainings.latest(PageCursor.decode(cursor), PageCursor.limit(limit) + 1);
    boolean more = page.size() > limit;
    List<Training> shown = more ? page.subList(0, limit) : page;
    return new ModelsResponse(
        shown.stream().map(ModelAnswer::of).toList(),
        more ? PageCursor.encode(shown.getLast().version()) : null);
  }

  @PostMapping
  @Operation(
      summary = "Train a model now",
      description =
          """
          Starts a training in the background and answers at once; follow it at the address in
          `Location`. Its model is judged on behaviour that came later than what it was first learnt
          from: unless it is no better than the plain baselines (`rejected`) it answers when it is
          ready, without a gap. If a training is running already, that one is answered and no second
          one starts. Training happens by itself when enough has changed, so this call is rarely
          needed; after somebody went back to an older model it is how training begins again.
          """)
  @ApiResponse(
      responseCode = "202",
      description = "The training that runs",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ModelAnswer.class),
              examples =
                  @ExampleObject(
                      """
                      {"version": "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11", "state": "training", "cause": "requested",
                       "createdAt": "2026-05-04T10:15:30Z", "active": false, "pinned": false,
                       "progress": {"phase": "waiting", "fraction": 0.0},
                       "counts": {"users": 0, "items": 0, "interactions": 0, "pairs": 0, "neighbours": 0},
                       "settings": {"neighbours": 100, "userDamping": 0.7, "sourceExponent": 0.75, "discovery": 0.15,
                                    "shrink": 0.0, "maxUserItems": 500, "halfLife": "PT720H"}}
                      """)))
  @ApiResponse(
      responseCode = "503",
      description = "`database_unavailable`: nothing was started",
      content = @Content(mediaType = PROBLEM))
  ResponseEntity<ModelAnswer> train() {
    Training training = turns.request();
    return ResponseEntity.accepted()
        .location(URI.create("/v1/models/" + training.version()))
        .body(ModelAnswer.of(training));
  }

  @GetMapping("/{version}")
  @Operation(
      summary = "Get one training run",
      description =
          "Its state, progress, size, time and verdict; `GET /v1/models/{version}/evaluation` has the figures.")
  @ApiResponse(responseCode = "200", description = "The training run")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_model`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "503",
      description = "`database_unavailable`, with Retry-After",
      content = @Content(mediaType = PROBLEM))
  ModelAnswer get(
      @Parameter(example = "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11") @PathVariable String version) {
    return ModelAnswer.of(known(version));
  }

  @GetMapping("/{version}/evaluation")
  @Operation(
      summary = "How a model compares with the plain baselines",
      description =
          """
          The model is learnt again from what happened before a moment and judged on what users met
          for the first time after it: the whole catalogue is ranked for each of them, ties count
          half. Beside it stand what is popular, what is looked at right now, and the settings of the
          model that answered.
          """)
  @ApiResponse(responseCode = "200", description = "The evaluation")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_model`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "409",
      description = "`model_not_judged`: it is still being trained, or its training failed before",
      content = @Content(mediaType = PROBLEM))
  EvaluationAnswer evaluation(
      @Parameter(example = "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11") @PathVariable String version) {
    Training training = known(version);
    if (training.evaluation() == null) {
      throw ProblemException.conflict(
          "model_not_judged",
          "model %s is %s and has not been judged".formatted(version, training.state().wireName()));
    }
    return EvaluationAnswer.of(version, training.evaluation());
  }

  @PostMapping("/{version}/activate")
  @Operation(
      summary = "Have a certain model answer",
      description =
          """
          Puts a model of the record in place of the one that answers, also an older one; no request
          fails or waits. Other processes follow within seconds. After going back to an older model
          training by itself rests until `POST /v1/models` asks for one, or for
          `storeloop.recommendation.registry.rollback-rest`.
          """)
  @ApiResponse(responseCode = "200", description = "It answers now")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_model`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "409",
      description =
          "`model_not_ready`, `model_rejected`, `snapshot_gone` (too old, or deleted when a shopper was erased), `snapshot_corrupt`, `snapshot_unsupported` (too large for this process, or of a newer program)",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "503",
      description = "`database_unavailable`: nothing has changed",
      content = @Content(mediaType = PROBLEM))
  ModelAnswer activate(
      @Parameter(example = "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11") @PathVariable String version) {
    return switch (registry.activate(version)) {
      case Activation.Done done -> ModelAnswer.of(done.training());
      case Activation.Refused refused ->
          throw ProblemException.conflict(refused.code(), refused.detail());
      case Activation.Unknown unknown -> throw ProblemException.unknown("model", version);
    };
  }

  private Training known(String version) {
    return turns
        .underWay()
        .filter(training -> training.version().equals(version))
        .or(() -> find(version))
        .orElseThrow(() -> ProblemException.unknown("model", version));
  }

  /** The database knows more than the process that trained; without it the latter must do. */
  private Optional<Training> find(String version) {
    try {
      return trainings.find(version).or(() -> turns.recent(version));
    } catch (DataAccessException away) {
      return Optional.of(turns.recent(version).orElseThrow(() -> away));
    }
  }
}
