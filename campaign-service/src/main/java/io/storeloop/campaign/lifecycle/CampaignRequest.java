package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.cap.BudgetFields;
import io.storeloop.campaign.cap.FrequencyCapFields;
import io.storeloop.campaign.cost.CostsFields;
import io.storeloop.campaign.offer.OfferContentFields;
import io.storeloop.campaign.offer.OfferKindFields;
import io.storeloop.campaign.offer.OfferKindFields.CouponFields;
import io.storeloop.campaign.offer.OfferKindFields.PromotionFields;
import io.storeloop.campaign.offer.OfferKindFields.RecommendationFields;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A campaign as people write it; {@link CampaignReader} says what is wrong with one. */
@Schema(name = "CampaignRequest")
record CampaignRequest(
    @Schema(
            description =
                "What the change is based on; needed by PUT unless `If-Match` names it. Ignored by POST.",
            example = "0")
        @Nullable Long version,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Win back quiet shoppers")
        @Nullable String name,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "The places in the shop that it may fill, 1 to 20.",
            example = "[\"home-banner\"]")
        @Nullable List<@Nullable String> placements,
    @Schema(
            type = "object",
            description =
                "Whom it addresses, in the condition language; absent or `{}` addresses everybody. `performed`"
                    + " is refused: make a segment of it.",
            example = "{\"features.recencyDays\": {\"$gte\": 30}}")
        @Nullable JsonNode condition,
    @Schema(
            description =
                "Shown from then on, in the years 1970 to 9999; absent: as soon as it is started.")
        @Nullable Instant startsAt,
    @Schema(
            description =
                "Shown until just before, in the years 1970 to 9999; absent: until it is ended.")
        @Nullable Instant endsAt,
    @Schema(description = "At which hours it may act; absent: always.")
        @Nullable ScheduleFields schedule,
    @Schema(
            description = "Where several could fill a place the highest does; then the older.",
            defaultValue = "0",
            example = "10")
        @Nullable Integer priority,
    @Schema(
            description =
                "Share of the addressed shoppers who see nothing, so that the effect can be measured: 0 to 0.9,"
                    + " at most four decimals.",
            defaultValue = "0.1",
            example = "0.1")
        @Nullable BigDecimal holdoutShare,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "1 to 20; each is an arm of the experiment.")
        @Nullable List<@Nullable OfferRequest> offers,
    @Nullable GoalFields goal,
    ExperimentFields.@Nullable DesignFields design,
    ExperimentFields.@Nullable AllocationFields allocation,
    @Schema(
            description =
                "For whom results are also read apart, by how they stood at their first decision; at most 10.")
        @Nullable List<@Nullable BreakdownFields> breakdowns,
    @Schema(
            description =
                "How often a shopper may be decided for by this campaign; all hold, at most 5. The policy has caps across"
                    + " campaigns.")
        @Nullable List<@Nullable FrequencyCapFields> frequencyCaps,
    @Schema(description = "What it may give away altogether; absent: without bound.")
        @Nullable BudgetFields budget,
    @Schema(
            description =
                "What it costs beside its offers, for the return; nothing of it is drawn from the budget. Also to be told"
                    + " later, in any state, by `PUT /v1/campaigns/{id}/costs`.")
        @Nullable CostsFields costs,
    @Schema(
            description = "Lists of users whom it leaves alone, at most 20.",
            example = "[\"staff\"]")
        @Nullable List<@Nullable String> exclusionLists,
    @Schema(
            type = "object",
            description = "How it reaches shoppers by itself; docs/delivery.md has the members.",
            example =
                "{\"channel\": \"email\", \"trigger\": {\"type\": \"cart_abandoned\", \"after\": \"PT1H\"},"
                    + " \"message\": {\"subject\": \"Still thinking, {{traits.firstName|you}}?\","
                    + " \"text\": \"Your cart waits.\"}}")
        @Nullable JsonNode delivery) {

  @Schema(name = "CampaignOfferRequest")
  record OfferRequest(
      @Schema(
              description = "The arm's name; absent: offer-1, offer-2, … by place.",
              example = "ten-percent")
          @Nullable String offerId,
      @Schema(
              description =
                  "What it is; each kind but message and audience has a field of its own.",
              allowableValues = {"message", "recommendations", "coupon", "promotion", "audience"},
              defaultValue = "message")
          @Nullable String kind,
      @Schema(
              description = "Needed by every kind but audience.",
              example = "Ten percent off your next order")
          @Nullable String title,
      @Schema(example = "We have missed you.") @Nullable String body,
      @Schema(example = "https://shop.example/banner.png") @Nullable String imageUrl,
      @Schema(example = "/sale") @Nullable String link,
      @Schema(
              description = "Whatever else the page needs, at most 50 texts by name.",
              example = "{\"code\": \"BACK10\"}")
          @Nullable Map<String, @Nullable String> values,
      @Schema(description = "The language of the content above, a BCP 47 tag.", example = "en")
          @Nullable String language,
      @Schema(
              description =
                  "The content in other languages by BCP 47 tag, at most 30. `Accept-Language` of the question decides, then"
                      + " `traits.locale`; whoever understands none of them gets the content above.",
              example = "{\"de\": {\"title\": \"Zehn Prozent auf die nächste Bestellung\"}}")
          @Nullable Map<String, @Nullable OfferContentFields> translations,
      @Nullable RecommendationFields recommendations,
      @Nullable CouponFields coupon,
      @Nullable PromotionFields promotion,
      @Schema(
              description = "Share of the treated relative to the other offers.",
              defaultValue = "1",
              example = "1")
          @Nullable BigDecimal weight,
      @Schema(
              description =
                  "What showing it once costs, in the currency of the budget, which it is drawn from, or of `costs`.",
              defaultValue = "0",
              example = "0.5")
          @Nullable BigDecimal cost) {

    OfferContentFields contentFields() {
      return new OfferContentFields(title, body, imageUrl, link, values);
    }

    OfferKindFields kindFields() {
      return new OfferKindFields(kind, recommendations, coupon, promotion);
    }
  }
}
