package io.storeloop.campaign.decision;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.common.edge.FieldProblem;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What to offer this shopper now, and why. */
@RestController
@RequestMapping("/v1/decisions")
@Tag(name = "Decisions")
class DecisionController {
  static final int LONGEST_ID = 256;
  static final int LONGEST_PLACEMENT = 64;
  static final int LONGEST_CONTEXT = 4000;

  private final DecisionMaker decisions;
  private final JdbcDecisions ledger;

  DecisionController(DecisionMaker decisions, JdbcDecisions ledger) {
    this.decisions = decisions;
    this.ledger = ledger;
  }

  @Schema(name = "DecisionRequest")
  record DecisionRequest(
      @Schema(
              description =
                  "The shopper, once known. This or `anonymousId` is needed; with both, this one counts.",
              example = "anna")
          @Nullable String userId,
      @Schema(description = "The browser or device before that.") @Nullable String anonymousId,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "The place to fill.",
              example = "home-banner")
          @Nullable String placement,
      @Schema(
              type = "object",
              description =
                  "Kept with the decision, at most 4000 characters of JSON; no rule reads it yet.")
          @Nullable JsonNode context) {}

  @Schema(name = "DecisionAnswer")
  record DecisionAnswer(
      @Schema(description = "Send it along with promotion_view and promotion_click.")
          UUID decisionId,
      @Schema(description = "What to show: one offer, or none.") List<DecidedOffer> offers,
      @Schema(
              description =
                  "Why this, or why nothing. Empty for a held-out shopper, so that the answer does not name the campaign.")
          List<ReasonAnswer> reasons,
      @Schema(description = "True if the shopper is held out: show nothing. Otherwise absent.")
          @Nullable Boolean holdout,
      @Schema(
              description = "How the answer is less than it could be.",
              allowableValues = {
                "profile_unavailable",
                "recommendations_unavailable",
                "no_consent"
              })
          @Nullable String fallback,
      @Schema(description = "How current the profile was.") Instant asOf) {}

  /**
   * {@code POST /v1/decisions}: 200 also when nothing is to be shown, or profile-service is away
   * ({@code fallback}); 400 with pointers; 503 {@code database_unavailable}.
   */
  @PostMapping
  @Operation(
      summary = "What to offer this shopper now",
      description =
          """
          Asks profile-service who the shopper is, takes the first running campaign of the placement whose condition \
          holds and whose caps, budget and exclusion lists allow it, and draws the arm by a hash that gives the same \
          shopper the same arm for ever. A held-out shopper gets no offer and no reasons, which only the ledger keeps. \
          An unknown shopper has an empty profile. If profile-service does not answer in time the answer is the \
          placement's default offer, or empty, and `fallback` says `profile_unavailable`. Content comes in the language \
          of `Accept-Language`, then of `traits.locale`, then in the offer's own. Every answer is in the ledger before \
          it is sent.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The decision.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DecisionAnswer.class),
              examples = {
                @ExampleObject(
                    name = "an offer",
                    value =
                        """
                        {"decisionId": "0198c8a0-7f5e-7d3c-9a51-2f6b8c0d4e1a",
                         "offers": [{"offerId": "ten-percent", "campaignId": "0198c89f-0000-7000-8000-000000000001",
                                     "content": {"title": "Ten percent off your next order", "values": {"code": "BACK10"}}, "kind": "message",
                                     "reasons": ["features.recencyDays is 42 and must be at least 30"]}],
                         "reasons": [{"campaignId": "0198c89f-0000-7000-8000-000000000001", "path": "features.recencyDays",
                                      "operator": "$gte", "expected": 30, "actual": 42,
                                      "text": "features.recencyDays is 42 and must be at least 30"}],
                         "asOf": "2026-11-23T21:39:00Z"}
                        """),
                @ExampleObject(
                    name = "held out",
                    value =
                        """
                        {"decisionId": "0198c8a0-7f5e-7d3c-9a51-2f6b8c0d4e1b", "offers": [], "reasons": [], "holdout": true,
                         "asOf": "2026-11-23T21:39:00Z"}
                        """),
                @ExampleObject(
                    name = "profile-service is away",
                    value =
                        """
                        {"decisionId": "0198c8a0-7f5e-7d3c-9a51-2f6b8c0d4e1c", "offers": [],
                         "reasons": [{"text": "the profile could not be read in time, so nothing was decided"}],
                         "fallback": "profile_unavailable", "asOf": "2026-11-23T21:39:00Z"}
                        """)
              }))
  @ApiResponse(
      responseCode = "400",
      description =
          "`missing_value`, `text_too_long`, `invalid_text`, `wrong_type`, `unknown_field`, `malformed_json`",
      content =
          @Content(
              mediaType = "application/problem+json",
              examples =
                  @ExampleObject(
                      """
                      {"title": "Bad Request", "status": 400, "code": "missing_value", "detail": "expected the place to fill",
                       "errors": [{"pointer": "/placement", "code": "missing_value", "detail": "expected the place to fill"}]}
                      """)))
  @ApiResponse(
      responseCode = "503",
      description = "`database_unavailable`: the ledger cannot be written; `Retry-After` is set")
  DecisionAnswer decide(
      @RequestBody DecisionRequest request,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String acceptLanguage) {
    List<FieldProblem> mistakes = DecisionCheck.mistakes(request);
    if (!mistakes.isEmpty()) {
      throw ProblemException.invalid(mistakes);
    }
    Shopper shopper = new Shopper(request.userId(), request.anonymousId());
    JsonNode context =
        request.context() == null ? JsonNodeFactory.instance.objectNode() : request.context();
    return answer(
        decisions.decide(
            new Question(shopper, String.valueOf(request.placement()), context, acceptLanguage)));
  }

  /** {@code GET /v1/decisions/{id}}: the ledger's row; 404 {@code unknown_decision}. */
  @GetMapping("/{id}")
  @Operation(
      summary = "Read a decision",
      description =
          "What was decided and on which values, with what has come back of it. Unlike the answer to the page it names"
              + " the campaign of a held-out shopper, in `campaignId` and `reasons`.")
  @ApiResponse(responseCode = "200", description = "The ledger's row.")
  @ApiResponse(
      responseCode = "404",
      description = "`unknown_decision`",
      content =
          @Content(
              mediaType = "application/problem+json",
              examples =
                  @ExampleObject(
                      """
                      {"title": "Not Found", "status": 404, "code": "unknown_decision",
                       "detail": "there is no decision '0198c8a0-0000-7000-8000-000000000000'"}
                      """)))
  LedgerEntry read(@PathVariable UUID id) {
    return ledger.find(id).orElseThrow(() -> ProblemException.unknown("decision", id.toString()));
  }

  private static DecisionAnswer answer(Decision decision) {
    List<ReasonAnswer> reasons =
        decision.selection().reasons().stream().map(ReasonAnswer::of).toList();
    List<DecidedOffer> offers = new ArrayList<>();
    Boolean holdout = null;
    List<String> words = decision.selection().reasons().stream().map(Reason::text).toList();
    Served served = decision.served();
    switch (decision.selection().choice()) {
      case Choice.Show(var campaign, Offer offer, double probability) ->
          offers.add(DecidedOffer.of(campaign.id(), offer, Objects.requireNonNull(served), words));
      case Choice.Default(var content) -> offers.add(DecidedOffer.standIn(content, words));
      case Choice.HoldOut heldOut -> holdout = true;
      case Choice.HoldOutOfAll heldOut -> holdout = true;
      case Choice.Nothing nothing -> {}
    }
    if (holdout != null) {
      reasons = List.of();
    }
    return new DecisionAnswer(
        decision.id(), offers, reasons, holdout, decision.fallback(), decision.asOf());
  }
}
