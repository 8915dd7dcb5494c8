package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.lifecycle.Campaigns;
import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a campaign has sent, will send, and has not sent and why. */
@RestController
@Tag(name = "Campaigns")
class SendController {
  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final Set<String> STATES =
      Set.of("queued", "sending", "sent", "failed", "suppressed");

  private final Campaigns campaigns;
  private final JdbcSends sends;

  SendController(Campaigns campaigns, JdbcSends sends) {
    this.campaigns = campaigns;
    this.sends = sends;
  }

  @Schema(name = "CampaignSend")
  record SendAnswer(
      @Schema(description = "What a receiver knows a repetition by.") UUID sendId,
      int step,
      @Nullable String userId,
      @Nullable String anonymousId,
      @Schema(allowableValues = {"webhook", "email"}) String channel,
      @Schema(allowableValues = {"queued", "sending", "sent", "failed", "suppressed"}) String state,
      @Schema(description = "Why it was not sent, or not yet.", example = "purchased")
          @Nullable String reason,
      String occasion,
      Instant occurredAt,
      @Schema(description = "As the campaign has it.") Instant plannedAt,
      @Schema(description = "With quiet hours and failed attempts.") Instant dueAt,
      int attempts,
      @Nullable UUID decisionId,
      @Nullable String offerId,
      @Nullable Instant finishedAt) {}

  @Schema(name = "CampaignSendCount")
  record CountAnswer(
      @Schema(example = "suppressed") String state,
      @Schema(example = "no_consent") @Nullable String reason,
      @Schema(example = "12") long sends) {}

  @Schema(name = "CampaignSendPage")
  record SendPage(
      @Schema(description = "All sends of the campaign by state and reason, whatever the page.")
          List<CountAnswer> counts,
      List<SendAnswer> sends,
      @Nullable String nextCursor) {}

  /** {@code GET /v1/campaigns/{id}/sends}: oldest first; an empty list when there are none. */
  @GetMapping("/v1/campaigns/{id}/sends")
  @Operation(
      summary = "What a campaign sends",
      description =
          "Oldest first, with counts of all of them. Reasons of `suppressed`: `holdout`, `no_consent`, `unsubscribed`, `excluded`,"
              + " `purchased`, `cart_empty`, `left_segment`, `price_rose`, `item_gone`, `churn_fell`, `not_addressed`,"
              + " `no_address`, `invalid_address`, `duplicate`, `too_late`, `campaign_ended`, `campaign_changed`. Of"
              + " `failed`: `status_…`, `gone`, `unreachable`, `address_refused`, `unknown_webhook`, `recipient_refused`,"
              + " `smtp_failed`, `email_not_configured`, `profile_unavailable`, `attempts_exhausted`, `internal_error`.")
  @ApiResponse(
      responseCode = "200",
      description = "A page.",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SendPage.class),
              examples =
                  @ExampleObject(
                      """
                      {"counts": [{"state": "sent", "sends": 1}, {"state": "suppressed", "reason": "purchased", "sends": 4}],
                       "sends": [{"sendId": "0198c8a0-7f5e-7d3c-9a51-2f6b8c0d4e1a", "step": 0, "userId": "anna",
                                  "channel": "email", "state": "sent", "occasion": "cart:8f1c", "occurredAt": "2026-11-23T20:39:00Z",
                                  "plannedAt": "2026-11-23T21:39:00Z", "dueAt": "2026-11-23T21:39:00Z", "attempts": 1,
                                  "decisionId": "0198c8a0-7f5e-7d3c-9a51-2f6b8c0d4e1b", "offerId": "ten-percent",
                                  "finishedAt": "2026-11-23T21:39:01Z"}]}
                      """)))
  @ApiResponse(
      responseCode = "400",
      description = "`invalid_limit`, `invalid_cursor`, `invalid_parameter`",
      content = @Content)
  @ApiResponse(responseCode = "404", description = "`unknown_campaign`", content = @Content)
  SendPage sends(
      @PathVariable UUID id,
      @Parameter(description = "At most so many, 1 to 1000.") @RequestParam(defaultValue = "50")
          int limit,
      @Parameter(description = "`nextCursor` of the page before.") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "Only those in this state.") @RequestParam(required = false)
          @Nullable String state) {
    int most = PageCursor.limit(limit);
    UUID after = after(cursor);
    if (state != null && !STATES.contains(state)) {
      throw ProblemException.invalid(
          "?state",
          "invalid_parameter",
          "state must be queued, sending, sent, failed or suppressed");
    }
    if (campaigns.find(id).isEmpty()) {
      throw ProblemException.unknown("campaign", id.toString());
    }
    List<SendAnswer> page = sends.page(id, state, after, most + 1);
    boolean more = page.size() > most;
    List<SendAnswer> shown = more ? page.subList(0, most) : page;
    return new SendPage(
        sends.counts(id),
        shown,
        more ? PageCursor.encode(shown.getLast().sendId().toString()) : null);
  }

  private static UUID after(@Nullable String cursor) {
    String key = PageCursor.decode(cursor);
    try {
      return key.isEmpty() ? BEFORE_ALL : UUID.fromString(key);
    } catch (IllegalArgumentException notOurs) {
      throw ProblemException.invalid(
          "?cursor", "invalid_cursor", "cursor must be the nextCursor of an earlier answer");
    }
  }
}
