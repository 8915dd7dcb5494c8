package io.storeloop.campaign.report;

import io.storeloop.campaign.cost.JdbcSent;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Campaigns;
import io.storeloop.campaign.outcome.OutcomeProgress;
import io.storeloop.campaign.outcome.OutcomeProperties;
import io.storeloop.campaign.statistic.Cell;
import io.storeloop.campaign.statistic.JdbcLooks;
import io.storeloop.campaign.statistic.JdbcParticipants;
import io.storeloop.campaign.statistic.Sums;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What did a campaign change? */
@RestController
@Tag(name = "Results")
class ResultsController {
  private final Campaigns campaigns;
  private final JdbcParticipants participants;
  private final JdbcLooks looks;
  private final JdbcSent sent;
  private final OutcomeProgress progress;
  private final OutcomeProperties outcomes;
  private final ResultsProperties properties;

  ResultsController(
      Campaigns campaigns,
      JdbcParticipants participants,
      JdbcLooks looks,
      JdbcSent sent,
      OutcomeProgress progress,
      OutcomeProperties outcomes,
      ResultsProperties properties) {
    this.campaigns = campaigns;
    this.participants = participants;
    this.looks = looks;
    this.sent = sent;
    this.progress = progress;
    this.outcomes = outcomes;
    this.properties = properties;
  }

  /** {@code GET /v1/campaigns/{id}/results}: zeros before anything happened; 404. */
  @GetMapping("/v1/campaigns/{id}/results")
  @Operation(
      summary = "What a campaign changed",
      description =
          """
          Per arm and for the holdout: shoppers decided for, exposed, clicked, converted, and their revenue. A shopper \
          counts once, in the group of the first decision, and converts by the goal inside the window of a decision, \
          whether or not the offer was seen, so that treated and held-out shoppers are measured alike. The uplift is the \
          treated rate minus the holdout's in percentage points with Newcombe's 95 % interval, which is valid for one \
          look at a size fixed beforehand. `effects` are the ones to decide by: goal, revenue and margin per shopper, less \
          what purchases before the first decision explain (CUPED), with intervals that stay valid however often one looks. \
          With too few shoppers `verdict` is `insufficient_evidence` and no number is given.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The results as of `asOf`.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ResultsAnswer.class),
              examples = @ExampleObject(ResultsAnswer.EXAMPLE)))
  @ApiResponse(responseCode = "404", description = "`unknown_campaign`")
  ResultsAnswer results(@PathVariable UUID id) {
    Campaign campaign =
        campaigns.find(id).orElseThrow(() -> ProblemException.unknown("campaign", id.toString()));
    // looked at before counting, so that everything up to asOf is surely in the counts
    OutcomeProgress.State state = progress.now();
    Map<Cell, Sums> sums = participants.sums(id);
    Reading reading =
        Reading.of(campaign, sums, sent.messages(id), looks.taken(id), properties.decisionSize());
    Results counted = Results.of(campaign, sums, reading, properties.marginShare());
    return ResultsAnswer.of(counted, state.asOf(), outcomes.lookBack(), properties.marginShare());
  }
}
