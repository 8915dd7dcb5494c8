package io.storeloop.campaign.decision;

import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Why it came out so, and whether it would again. */
@RestController
@Tag(name = "Decisions")
class ReplayController {
  private static final String PROBLEM = "application/problem+json";

  private final JdbcDecisions ledger;
  private final Replays replays;

  ReplayController(JdbcDecisions ledger, Replays replays) {
    this.ledger = ledger;
    this.replays = replays;
  }

  @Schema(name = "ReplayRequest")
  record ReplayRequest(
      @Schema(
              description =
                  "`kept`: from what the ledger and the audit keep. `current`: with the campaigns, the policy and the"
                      + " profile of now.",
              allowableValues = {"kept", "current"},
              defaultValue = "kept")
          @Nullable String inputs) {}

  /**
   * {@code POST /v1/decisions/{id}/replay}: 400 {@code invalid_value}; 404 {@code
   * unknown_decision}; 409 {@code decision_not_replayable}; 503 {@code profile_unavailable}.
   */
  @PostMapping("/v1/decisions/{id}/replay")
  @Operation(
      summary = "Take a decision again",
      description =
          """
          Recomputes the decision, bit for bit, from what it rested on: the campaigns and the policy as they were, which the \
          audit keeps, and the profile's values, the consent, the lists and the refusals, which the ledger keeps. `identical` \
          says whether offer, group, numbers drawn, reasons and inputs are the same; `changed` names what has been changed \
          since, with its version or value then and now. Caps, budgets, coupon codes and recommended items are taken as they \
          were answered at that time. Nothing is written.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The decision then and now.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReplayAnswer.class),
              examples =
                  @ExampleObject(
                      """
                      {"decisionId": "0198c8a0-7f5e-7d3c-9a51-2f6b8c0d4e1a", "inputs": "current", "identical": false,
                       "decided": {"campaignId": "0198c89f-0000-7000-8000-000000000001", "offerId": "ten-percent",
                                   "holdout": false, "treatmentProbability": 0.9, "inputs": {"features.recencyDays": 42},
                                   "reasons": [{"text": "features.recencyDays is 42 and must be at least 30"}],
                                   "considered": [{"campaignId": "0198c89f-0000-7000-8000-000000000001", "version": 1}],
                                   "draw": {"shop": 0.7312, "holdout": 0.4021, "arm": 0.1834}},
                       "replayed": {"holdout": false, "inputs": {"features.recencyDays": 3},
                                    "reasons": [{"text": "features.recencyDays is 3 and must be at least 30"}],
                                    "considered": []},
                       "differences": ["/campaignId", "/offerId", "/treatmentProbability", "/inputs", "/reasons",
                                       "/considered", "/draw"],
                       "changed": [{"input": "profile", "name": "features.recencyDays", "then": 42, "now": 3}]}
                      """)))
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_value`, `unknown_field`, `malformed_json`")
  @ApiResponse(responseCode = "404", description = "`unknown_decision`")
  @ApiResponse(
      responseCode = "409",
      description = "`decision_not_replayable`: it is older than the keeping of inputs",
      content =
          @Content(
              mediaType = PROBLEM,
              examples =
                  @ExampleObject(
                      """
                      {"title": "Conflict", "status": 409, "code": "decision_not_replayable",
                       "detail": "the decision cannot be taken again: what it rested on was not kept at that time"}
                      """)))
  @ApiResponse(
      responseCode = "503",
      description = "`profile_unavailable`, with `current` only; `Retry-After` is set")
  ReplayAnswer replay(
      @PathVariable UUID id, @RequestBody(required = false) @Nullable ReplayRequest request) {
    String inputs = request == null || request.inputs() == null ? "kept" : request.inputs();
    LedgerEntry entry =
        ledger.find(id).orElseThrow(() -> ProblemException.unknown("decision", id.toString()));
    return switch (inputs) {
      case "kept" -> replays.kept(entry);
      case "current" -> replays.current(entry);
      default ->
          throw ProblemException.invalid(
              "/inputs", "invalid_value", "expected 'kept' or 'current'");
    };
  }
}
