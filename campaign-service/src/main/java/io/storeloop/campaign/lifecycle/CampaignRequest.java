package io.storeloop.campaign.lifecycle;

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
    @Nullable GoalRequest goal,
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
              requiredMode = Schema.RequiredMode.REQUIRED,
              example = "Ten percent off your next order")
          @Nullable String title,
      @Schema(example = "We have missed you.") @Nullable String body,
      @Schema(example = "https://shop.example/banner.png") @Nullable String imageUrl,
      @Schema(example = "/sale") @Nullable String link,
      @Schema(
              description = "Whatever else the page needs, at most 50 texts by name.",
              example = "{\"code\": \"BACK10\"}")
          @Nullable Map<String, @Nullable String> values,
      @Schema(
              description = "Share of the treated relative to the other offers.",
              defaultValue = "1",
              example = "1")
          @Nullable BigDecimal weight) {}

  @Schema(name = "CampaignGoalRequest")
  record GoalRequest(
      @Schema(allowableValues = "purchase", defaultValue = "purchase") @Nullable String type,
      @Schema(
              description = "How long after a decision a purchase counts, 1 to 90.",
              defaultValue = "7",
              example = "7")
          @Nullable Integer windowDays) {}
}
