package io.storeloop.recommendation.recommend;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a shop asks. */
@Schema(
    name = "RecommendationRequest",
    description =
        "Whom it is for and where it is shown. Without any id the answer is what goes with `itemIds`, or what is popular.")
record RecommendationRequest(
    @Schema(example = "anna")
        @Nullable
        @Size(min = 1, max = RequestLimits.ID_LENGTH)
        @Pattern(regexp = RequestLimits.NO_NUL)
        String userId,
    @Schema(example = "device-7f3a")
        @Nullable
        @Size(min = 1, max = RequestLimits.ID_LENGTH)
        @Pattern(regexp = RequestLimits.NO_NUL)
        String anonymousId,
    @Schema(description = "used when there is neither userId nor anonymousId")
        @Nullable
        @Size(min = 1, max = RequestLimits.ID_LENGTH)
        @Pattern(regexp = RequestLimits.NO_NUL)
        String sessionId,
    @Schema(
            description = "what the shopper is looking at now, the latest last; not recommended",
            example = "[\"red-shoes\"]")
        @Nullable
        @Size(max = RequestLimits.CONTEXT_ITEMS)
        List<@NotBlank @Size(max = RequestLimits.ID_LENGTH) String> itemIds,
    @Schema(
            description = "where the list is shown: merchandising rules of that placement hold",
            example = "product-page")
        @Nullable
        @Size(min = 1, max = RequestLimits.ID_LENGTH)
        @Pattern(regexp = RequestLimits.NO_NUL)
        String placement,
    @Schema(defaultValue = RequestLimits.DEFAULT_RESULTS, example = "3")
        @Nullable
        @Min(1)
        @Max(RequestLimits.RESULTS)
        Integer numResults,
    @Schema(description = "true for all evidence instead of the strongest", defaultValue = "false")
        @Nullable Boolean explain,
    @Schema(description = "not to be recommended", example = "[\"gift-card\"]")
        @Nullable
        @Size(max = RequestLimits.EXCLUDED_ITEMS)
        List<@NotBlank @Size(max = RequestLimits.ID_LENGTH) String> excludeItemIds,
    @Schema(
            description =
                "only items that meet this condition over itemId, name, category, brand, price, currency, inStock and"
                    + " attributes.<name>; see docs/conditions.md",
            type = "object",
            example = "{\"price\": {\"$lt\": 50}, \"attributes.colour\": \"red\"}")
        @Nullable JsonNode filter,
    @Schema(description = "places kept for some items, spread over the list")
        @Nullable
        @Size(max = RequestLimits.PROMOTIONS)
        List<@NotNull @Valid PromotionRequest> promotions,
    @Schema(
            description =
                "the situation, such as device or page: numbers, strings and booleans. Kept on record with the answer for"
                    + " whoever evaluates it; does not change the list.",
            type = "object",
            example = "{\"device\": \"phone\"}")
        @Nullable
        @Size(max = RequestLimits.CONTEXT_ENTRIES)
        Map<@NotBlank @Size(max = RequestLimits.CONTEXT_NAME) String, @NotNull JsonNode> context) {

  /** Places kept for some items. */
  @Schema(name = "RecommendationPromotion")
  record PromotionRequest(
      @Schema(example = "summer-sale")
          @NotBlank
          @Size(max = RequestLimits.CONTEXT_NAME)
          @Pattern(regexp = RequestLimits.NO_NUL)
          String name,
      @Schema(
              description = "the items promoted",
              type = "object",
              example = "{\"attributes.season\": \"summer\"}")
          @NotNull
          JsonNode filter,
      @Schema(description = "of the list, rounded up to whole places", example = "20")
          @NotNull
          @Min(1)
          @Max(100)
          Integer percent) {}
}
