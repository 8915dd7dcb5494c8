package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.common.conditions.ConditionWriter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A campaign as the API shows it. */
@Schema(name = "Campaign")
record CampaignAnswer(
    UUID campaignId,
    @Schema(description = "Give it back as `version` or `If-Match` when you change the campaign.")
        long version,
    @Schema(allowableValues = {"draft", "running", "paused", "ended"}) String state,
    @Schema(description = "Whether it is shown now: running, and inside its period.")
        boolean active,
    String name,
    List<String> placements,
    @Schema(type = "object", example = "{\"features.recencyDays\": {\"$gte\": 30}}")
        ObjectNode condition,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    int priority,
    BigDecimal holdoutShare,
    List<OfferAnswer> offers,
    GoalAnswer goal,
    @Schema(type = "object", description = "As it was written.") @Nullable ObjectNode delivery,
    @Schema(description = "The seed of the assignment; with it an SDK can repeat the draw.")
        String salt,
    Instant createdAt,
    @Nullable Instant startedAt) {

  static CampaignAnswer of(Campaign campaign, boolean active) {
    CampaignPlan plan = campaign.plan();
    return new CampaignAnswer(
        campaign.id(),
        campaign.version(),
        campaign.state().wireName(),
        active,
        plan.name(),
        plan.placements(),
        ConditionWriter.write(plan.condition()),
        plan.period().startsAt(),
        plan.period().endsAt(),
        plan.priority(),
        plain(plan.holdoutShare()),
        plan.offers().stream().map(OfferAnswer::of).toList(),
        new GoalAnswer(Goal.PURCHASE, plan.goal().windowDays()),
        plan.delivery() == null ? null : plan.delivery().json(),
        campaign.salt(),
        campaign.createdAt(),
        campaign.startedAt());
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  @Schema(name = "CampaignOffer")
  record OfferAnswer(
      String offerId,
      String title,
      @Nullable String body,
      @Nullable String imageUrl,
      @Nullable String link,
      Map<String, String> values,
      BigDecimal weight) {
    static OfferAnswer of(Offer offer) {
      OfferContent content = offer.content();
      return new OfferAnswer(
          offer.offerId(),
          content.title(),
          content.body(),
          content.imageUrl(),
          content.link(),
          content.values(),
          CampaignAnswer.plain(offer.weight()));
    }
  }

  @Schema(name = "CampaignGoal")
  record GoalAnswer(String type, int windowDays) {}
}
