package io.storeloop.profile.uplift;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Whose behaviour does a campaign change, and can that be foretold? */
@RestController
@RequestMapping("/v1/predictors/uplift")
@Tag(name = "Uplift", description = "Whom a campaign changes, learned from whom it held out.")
class UpliftController {
  private final Uplifts uplifts;
  private final JdbcUpliftModels models;

  UpliftController(Uplifts uplifts, JdbcUpliftModels models) {
    this.uplifts = uplifts;
    this.models = models;
  }

  /** {@code POST /v1/predictors/uplift/trainings}: 202 with a job that shows its progress. */
  @PostMapping("/trainings")
  @Operation(
      summary = "Learn whom a campaign changes",
      description =
          """
          Learns from the shoppers of the campaign whose goal window is over: what was known of each before the campaign's first decision, whether they were \
          treated or held out, and whether they reached the goal. Two logistic models are the default; an X-learner replaces them if its cross-validated AUUC is better. \
          Judged on random halves beside random order and a response model. The answer is a job: ask its `Location` until `state` is `finished` or `failed`.\
          """)
  @ApiResponse(
      responseCode = "202",
      description = "The training has begun.",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "400",
      description = "`missing_value`, `invalid_value`, with a pointer")
  @ApiResponse(responseCode = "409", description = "`training_running`: one at a time")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  ResponseEntity<UpliftView> train(
      @RequestBody TrainingRequest request, UriComponentsBuilder here) {
    UUID campaignId = request.campaignId();
    if (campaignId == null) {
      throw ProblemException.invalid(
          "/campaignId", "missing_value", "expected the id of a campaign");
    }
    UUID id =
        uplifts
            .start(campaignId, worth(request.goalWorth()))
            .orElseThrow(() ->
                ProblemException.conflict(
                    "training_running",
                    "another uplift model is being trained: wait until it is finished"));
    return ResponseEntity.accepted()
        .location(here.path("/v1/predictors/uplift/trainings/{id}").build(id))
        .body(view(find(id)));
  }

  /** {@code GET /v1/predictors/uplift/trainings/{id}}: progress, then the verdict. */
  @GetMapping("/trainings/{modelId}")
  @Operation(
      summary = "A training of uplift: progress and outcome",
      description =
          "While `running`: the step. When `failed`: why, such as `insufficient_evidence`.")
  @ApiResponse(responseCode = "200", description = "The training.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_parameter`: no UUID")
  @ApiResponse(responseCode = "404", description = "`unknown_model`")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  UpliftView training(@PathVariable UUID modelId) {
    return view(find(modelId));
  }

  /** {@code GET /v1/predictors/uplift/campaigns/{campaignId}}: active model and trainings kept. */
  @GetMapping("/campaigns/{campaignId}")
  @Operation(
      summary = "The uplift models of a campaign",
      description =
          "`active` is absent as long as no ranking was reliable and activated: then nobody can be targeted by `predictions.uplift.<campaignId>`.")
  @ApiResponse(responseCode = "200", description = "The models.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_parameter`: no UUID")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  UpliftAnswer one(@PathVariable UUID campaignId) {
    return new UpliftAnswer(
        campaignId,
        models.active(campaignId).map(model -> UpliftView.of(model, true)).orElse(null),
        models.all(campaignId).stream().map(this::view).toList());
  }

  /** The card of the active model, else of the newest. */
  @GetMapping("/campaigns/{campaignId}/evaluation")
  @Operation(
      summary = "The card of an uplift model",
      description =
          """
          What the model learned from, what was tried, AUUC with its formula, Qini and the uplift of the top 30 % with intervals, beside random order and a response \
          model, the verdict and the limits: of the active model, or of the newest finished one as long as none is active.\
          """)
  @ApiResponse(responseCode = "200", description = "The card.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_parameter`: no UUID")
  @ApiResponse(responseCode = "404", description = "`unknown_model`: none is finished yet")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  UpliftCard evaluation(@PathVariable UUID campaignId) {
    UpliftRecord model =
        models
            .active(campaignId)
            .or(() -> newestFinished(campaignId))
            .orElseThrow(() -> ProblemException.unknown("model", campaignId.toString()));
    Map<String, Object> card = model.card();
    return new UpliftCard(view(model), card == null ? Map.of() : card);
  }

  /** The newest finished model answers from now on. */
  @PostMapping("/campaigns/{campaignId}/activate")
  @Operation(
      summary = "Let the newest uplift model answer",
      description =
          "Refused unless its ranking was reliable: the lower bounds of its AUUC above random order and above a response model.")
  @ApiResponse(responseCode = "200", description = "It answers.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_parameter`: no UUID")
  @ApiResponse(responseCode = "404", description = "`unknown_model`: none is finished yet")
  @ApiResponse(
      responseCode = "409",
      description =
          "`not_better`: there is no reliable uplift ranking, see its card; `too_many_active`: models of as many campaigns as may be"
              + " (`storeloop.profile.uplift.most-active`) answer already, take those of another back first")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  UpliftView activate(@PathVariable UUID campaignId) {
    UpliftRecord newest =
        newestFinished(campaignId)
            .orElseThrow(() -> ProblemException.unknown("model", campaignId.toString()));
    switch (models.activate(newest.modelId())) {
      case ANSWERS -> {}
      case NOT_BETTER ->
          throw ProblemException.conflict(
              "not_better",
              "no reliable uplift ranking: it is not better beyond chance than random order and a response model; its card has the figures");
      case TOO_MANY ->
          throw ProblemException.conflict(
              "too_many_active",
              "uplift models of as many campaigns as may be answer already: take those of another campaign back first");
    }
    return view(find(newest.modelId()));
  }

  /** The model before answers again, or none. */
  @PostMapping("/campaigns/{campaignId}/rollback")
  @Operation(
      summary = "Take the active uplift model back",
      description =
          "The one activated before it answers again; without one nobody does, and conditions that ask for it address nobody.")
  @ApiResponse(responseCode = "200", description = "Taken back.", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "`invalid_parameter`: no UUID")
  @ApiResponse(responseCode = "409", description = "`nothing_active`: there is none to take back")
  @ApiResponse(responseCode = "503", description = "`database_unavailable`")
  UpliftAnswer rollback(@PathVariable UUID campaignId) {
    UpliftRecord active =
        models
            .active(campaignId)
            .orElseThrow(() ->
                ProblemException.conflict(
                    "nothing_active",
                    "no uplift model of campaign %s is active".formatted(campaignId)));
    models.takeBack(active.modelId());
    return one(campaignId);
  }

  private static GoalWorth worth(@Nullable GoalWorthRequest asked) {
    if (asked == null) {
      return GoalWorth.ONE;
    }
    Double withCampaign = asked.withCampaign();
    Double without = asked.without();
    if (withCampaign == null || without == null) {
      throw ProblemException.invalid(
          withCampaign == null ? "/goalWorth/withCampaign" : "/goalWorth/without",
          "missing_value",
          "expected what the goal is worth");
    }
    if (!(Math.abs(withCampaign) <= GoalWorth.MOST)) {
      throw ProblemException.invalid(
          "/goalWorth/withCampaign", "invalid_value", "expected a number from -1e9 to 1e9");
    }
    if (!(without > 0 && without <= GoalWorth.MOST)) {
      throw ProblemException.invalid(
          "/goalWorth/without", "invalid_value", "expected a number above 0 up to 1e9");
    }
    return new GoalWorth(withCampaign, without);
  }

  private Optional<UpliftRecord> newestFinished(UUID campaignId) {
    return models.all(campaignId).stream()
        .filter(model -> model.state().equals(UpliftRecord.FINISHED))
        .findFirst();
  }

  private UpliftRecord find(UUID id) {
    return models.find(id).orElseThrow(() -> ProblemException.unknown("model", id.toString()));
  }

  private UpliftView view(UpliftRecord model) {
    boolean active =
        model.activatedAt() != null
            && models
                .active(model.campaignId())
                .filter(answering -> answering.modelId().equals(model.modelId()))
                .isPresent();
    return UpliftView.of(model, active);
  }

  /** What is asked of a training. */
  @Schema(name = "UpliftTrainingRequest")
  record TrainingRequest(
      @Schema(example = "0198c0de-7a11-7000-8000-000000000001") @Nullable UUID campaignId,
      @Schema(
              description =
                  "Given, uplift is in this worth and not in probability: learned, judged and told so.")
          @Nullable GoalWorthRequest goalWorth) {}

  /** What the goal is worth. */
  @Schema(name = "GoalWorth")
  record GoalWorthRequest(
      @Schema(
              description =
                  "To the shop, reached by somebody who was shown the offer: less what the offer takes off. -1e9 to 1e9.",
              example = "9.70")
          @Nullable Double withCampaign,
      @Schema(
              description = "Reached by somebody who was not, in the same unit: above 0 up to 1e9.",
              example = "14.55")
          @Nullable Double without) {}

  /** A campaign's uplift models. */
  @Schema(name = "Uplift")
  record UpliftAnswer(
      UUID campaignId,
      @Schema(description = "Absent as long as none is active.") @Nullable UpliftView active,
      List<UpliftView> trainings) {}

  /** How a model was made and judged. */
  @Schema(name = "UpliftModelCard")
  record UpliftCard(UpliftView model, Map<String, Object> card) {}
}
