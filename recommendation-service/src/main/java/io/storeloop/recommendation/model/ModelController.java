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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  @Schema(name = "RecommendationModel", description = "One training run and its model")
  record ModelResponse(
      @Schema(example = "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11") String version,
      @Schema(
              description = "training, ready or failed",
              allowableValues = {"training", "ready", "failed"})
          String state,
      @Schema(
              description = "why it was trained",
              allowableValues = {"first_data", "new_interactions", "interval", "requested"})
          String cause,
      Instant createdAt,
      @Schema(description = "whether it answers now") boolean active,
      @Schema(description = "how long the training took; absent while it runs", example = "1.8")
          @Nullable Double seconds,
      ModelCounts counts,
      KernelSettings settings,
      @Schema(description = "what went wrong, if it failed") @Nullable String failure) {}

  @Schema(name = "RecommendationModelCounts")
  record ModelCounts(
      @Schema(example = "4987") int users,
      @Schema(example = "500") int items,
      @Schema(description = "pairs of a user and an item that met", example = "81234")
          int interactions,
      @Schema(
              description = "pairs of items added up: the cost of the training",
              example = "1810042")
          long pairs,
      @Schema(description = "entries of all neighbour lists", example = "49871") int neighbours) {}

  @Schema(name = "RecommendationModels")
  record ModelsResponse(List<ModelResponse> models, @Nullable String nextCursor) {}

  private final TrainingJob runner;
  private final Trainings trainings;

  ModelController(TrainingJob runner, Trainings trainings) {
    this.runner = runner;
    this.trainings = trainings;
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
      responseCode = "401",
      description = "`key_missing`, `unknown_key`",
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
        shown.stream().map(this::response).toList(),
        more ? PageCursor.encode(shown.getLast().version()) : null);
  }

  @PostMapping
  @Operation(
      summary = "Train a model now",
      description =
          """
          Starts a training in the background and answers at once; follow it at the address in
          `Location`. When it is ready its model answers, without a gap. If a training is running
          already, that one is answered and no second one starts. Training happens by itself when
          enough has changed, so this call is rarely needed.
          """)
  @ApiResponse(
      responseCode = "202",
      description = "The training that runs",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ModelResponse.class),
              examples =
                  @ExampleObject(
                      """
                      {"version": "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11", "state": "training", "cause": "requested",
                       "createdAt": "2026-05-04T10:15:30Z", "active": false,
                       "counts": {"users": 0, "items": 0, "interactions": 0, "pairs": 0, "neighbours": 0},
                       "settings": {"neighbours": 100, "userDamping": 0.7, "sourceExponent": 0.75, "discovery": 0.15,
                                    "shrink": 0.0, "maxUserItems": 500, "halfLife": "PT720H"}}
                      """)))
  @ApiResponse(
      responseCode = "401",
      description = "`key_missing`, `unknown_key`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "503",
      description = "`database_unavailable`: nothing was started",
      content = @Content(mediaType = PROBLEM))
  ResponseEntity<ModelResponse> train() {
    Training training = runner.request();
    return ResponseEntity.accepted()
        .location(URI.create("/v1/models/" + training.version()))
        .body(response(training));
  }

  @GetMapping("/{version}")
  @Operation(
      summary = "Get one training run",
      description = "Its state, size and time. Evaluation is not part of it yet.")
  @ApiResponse(responseCode = "200", description = "The training run")
  @ApiResponse(
      responseCode = "401",
      description = "`key_missing`, `unknown_key`",
      content = @Content(mediaType = PROBLEM))
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_model`",
      content = @Content(mediaType = PROBLEM))
  ModelResponse get(
      @Parameter(example = "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11") @PathVariable String version) {
    return runner
        .recent(version)
        .or(() -> trainings.find(version))
        .map(this::response)
        .orElseThrow(() -> ProblemException.unknown("model", version));
  }

  private ModelResponse response(Training training) {
    TrainingCounts counts = training.counts();
    return new ModelResponse(
        training.version(),
        training.state().wireName(),
        training.cause().wireName(),
        training.createdAt(),
        training.active(),
        training.seconds(),
        new ModelCounts(
            counts.users(),
            counts.items(),
            counts.interactions(),
            counts.pairs(),
            counts.neighbours()),
        training.settings(),
        training.failure());
  }
}
