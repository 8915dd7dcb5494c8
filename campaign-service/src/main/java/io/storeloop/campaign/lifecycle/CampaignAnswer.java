package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.cap.BudgetFields;
import io.storeloop.campaign.cap.FrequencyCapFields;
import io.storeloop.campaign.cost.CostsFields;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.campaign.offer.OfferContentFields;
import io.storeloop.campaign.offer.OfferKindFields;
import io.storeloop.campaign.offer.OfferKindFields.CouponFields;
import io.storeloop.campaign.offer.OfferKindFields.PromotionFields;
import io.storeloop.campaign.offer.OfferKindFields.RecommendationFields;
import io.storeloop.common.conditions.ConditionWriter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
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
    @Schema(allowableValues = {"draft", "scheduled", "running", "paused", "ended"}) String state,
    @Schema(description = "Whether it is shown now: running, and inside its schedule.")
        boolean active,
    String name,
    List<String> placements,
    @Schema(type = "object", example = "{\"features.recencyDays\": {\"$gte\": 30}}")
        ObjectNode condition,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable ScheduleFields schedule,
    int priority,
    BigDecimal holdoutShare,
    List<OfferAnswer> offers,
    GoalFields goal,
    ExperimentFields.@Nullable DesignFields design,
    ExperimentFields.@Nullable AllocationFields allocation,
    List<BreakdownFields> breakdowns,
    List<FrequencyCapFields> frequencyCaps,
    @Nullable BudgetFields budget,
    @Nullable CostsFields costs,
    List<String> exclusionLists,
    @Schema(type = "object", description = "As it was written.") @Nullable ObjectNode delivery,
    @Schema(description = "The seed of the assignment; with it an SDK can repeat the draw.")
        String salt,
    Instant createdAt,
    @Nullable Instant startedAt) {

  static CampaignAnswer of(Campaign campaign, Instant now) {
    CampaignPlan plan = campaign.plan();
    return new CampaignAnswer(
        campaign.id(),
        campaign.version(),
        campaign.stateAt(now).wireName(),
        campaign.isActive(now),
        plan.name(),
        plan.placements(),
        ConditionWriter.write(plan.condition()),
        plan.period().startsAt(),
        plan.period().endsAt(),
        ScheduleFields.of(plan.schedule()),
        plan.priority(),
        plain(plan.holdoutShare()),
        plan.offers().stream().map(OfferAnswer::of).toList(),
        GoalFields.of(plan.goal()),
        ExperimentFields.of(plan.experiment()).design(),
        ExperimentFields.of(plan.experiment()).allocation(),
        plan.experiment().breakdowns().stream().map(BreakdownFields::of).toList(),
        plan.limits().frequencyCaps().stream().map(FrequencyCapFields::of).toList(),
        BudgetFields.of(plan.limits().budget()),
        CostsFields.of(plan.costs()),
        plan.exclusionLists(),
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
      @Schema(allowableValues = {"message", "recommendations", "coupon", "promotion", "audience"})
          @Nullable String kind,
      String title,
      @Nullable String body,
      @Nullable String imageUrl,
      @Nullable String link,
      Map<String, String> values,
      @Nullable String language,
      Map<String, OfferContentFields> translations,
      @Nullable RecommendationFields recommendations,
      @Nullable CouponFields coupon,
      @Nullable PromotionFields promotion,
      BigDecimal weight,
      BigDecimal cost) {
    static OfferAnswer of(Offer offer) {
      OfferContent content = offer.content().standard();
      OfferKindFields kind = OfferKindFields.of(offer.kind());
      Map<String, OfferContentFields> translations = new LinkedHashMap<>();
      offer
          .content()
          .translations()
          .forEach((tag, text) -> translations.put(tag, OfferContentFields.of(text)));
      return new OfferAnswer(
          offer.offerId(),
          kind.kind(),
          content.title(),
          content.body(),
          content.imageUrl(),
          content.link(),
          content.values(),
          offer.content().language(),
          translations,
          kind.recommendations(),
          kind.coupon(),
          kind.promotion(),
          CampaignAnswer.plain(offer.weight()),
          CampaignAnswer.plain(offer.cost()));
    }
  }
}
