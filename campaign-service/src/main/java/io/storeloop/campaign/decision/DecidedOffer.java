package io.storeloop.campaign.decision;

import io.storeloop.campaign.offer.HttpRecommendations.Picked;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferContent;
import io.storeloop.campaign.offer.OfferContentFields;
import io.storeloop.campaign.offer.OfferKindFields;
import io.storeloop.campaign.offer.OfferKindFields.PromotionFields;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An offer as an answer shows it. */
@Schema(name = "DecidedOffer")
record DecidedOffer(
    @Schema(description = "`default` for the placement's default offer.") String offerId,
    @Schema(description = "Absent for the placement's default offer.") @Nullable UUID campaignId,
    @Schema(allowableValues = {"message", "recommendations", "coupon", "promotion", "audience"})
        @Nullable String kind,
    OfferContentFields content,
    @Schema(description = "The content's language, if somebody said.", example = "de")
        @Nullable String language,
    @Schema(description = "Of a recommendation: send it along when the items are shown.")
        @Nullable String recommendationId,
    @Schema(
            type = "array",
            implementation = Object.class,
            description =
                "Of a recommendation: the items as recommendation-service tells them; absent, and `fallback` set, if it"
                    + " does not in time.")
        @Nullable JsonNode items,
    @Schema(
            description = "Of a coupon: the shopper's code, the same at every decision.",
            example = "BACK-7KXN3WRT9Q")
        @Nullable String couponCode,
    @Nullable PromotionFields promotion,
    @Schema(description = "Why, in words.") List<String> reasons) {

  static DecidedOffer of(UUID campaignId, Offer offer, Served served, List<String> reasons) {
    OfferKindFields kind = OfferKindFields.of(offer.kind());
    Picked picked = served.picked();
    return new DecidedOffer(
        offer.offerId(),
        campaignId,
        kind.kind(),
        OfferContentFields.of(served.spoken().content()),
        served.spoken().language(),
        picked == null ? null : picked.recommendationId(),
        picked == null ? null : picked.items(),
        served.couponCode(),
        kind.promotion(),
        reasons);
  }

  static DecidedOffer standIn(OfferContent content, List<String> reasons) {
    return new DecidedOffer(
        Choice.Default.OFFER_ID,
        null,
        "message",
        OfferContentFields.of(content),
        null,
        null,
        null,
        null,
        null,
        reasons);
  }
}
