package io.storeloop.campaign.offer;

import io.storeloop.campaign.offer.OfferKind.AudienceOnly;
import io.storeloop.campaign.offer.OfferKind.Coupon;
import io.storeloop.campaign.offer.OfferKind.Message;
import io.storeloop.campaign.offer.OfferKind.Promotion;
import io.storeloop.campaign.offer.OfferKind.Recommendations;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.conditions.ConditionException;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ItemVocabulary;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an offer's kind needs, as it is written: on the wire and in rows. */
public record OfferKindFields(
    @Nullable String kind,
    @Nullable RecommendationFields recommendations,
    @Nullable CouponFields coupon,
    @Nullable PromotionFields promotion) {
  private static final int LONGEST_FILTER = 4000;
  private static final int DEFAULT_RESULTS = 5;
  private static final int DECIMALS = 4;
  private static final BigDecimal LEAST = new BigDecimal("0.01");
  private static final BigDecimal HUNDRED = new BigDecimal("100");
  private static final BigDecimal MOST = new BigDecimal("1000000000");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /** The form of a pool's id. */
  public static final Pattern POOL_ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  @Schema(name = "OfferRecommendations")
  public record RecommendationFields(
      @Schema(description = "Items, 1 to 50.", defaultValue = "5") @Nullable Integer numResults,
      @Schema(
              type = "object",
              description =
                  "A condition over items, at most 4000 characters of JSON, as in `POST /v1/recommendations`; an unknown path or a"
                      + " wrong type is refused with its node.",
              example = "{\"category\": \"shoes\"}")
          @Nullable JsonNode filter) {}

  @Schema(name = "OfferCoupon")
  public record CouponFields(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "winback-10")
          @Nullable String poolId) {}

  @Schema(name = "OfferPromotion")
  public record PromotionFields(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {"percentage", "amount", "free_shipping"})
          @Nullable String type,
      @Schema(description = "Percent, 0.01 to 100, or an amount.", example = "10")
          @Nullable BigDecimal value,
      @Schema(description = "Of an amount, ISO 4217.", example = "EUR")
          @Nullable String currency) {}

  public static OfferKindFields of(OfferKind kind) {
    String name = kind.wireName();
    return switch (kind) {
      case Message message -> new OfferKindFields(name, null, null, null);
      case AudienceOnly audience -> new OfferKindFields(name, null, null, null);
      case Recommendations(int results, ObjectNode filter) ->
          new OfferKindFields(name, new RecommendationFields(results, filter), null, null);
      case Coupon(String poolId) -> new OfferKindFields(name, null, new CouponFields(poolId), null);
      case Promotion(PromotionType type, BigDecimal value, String currency) ->
          new OfferKindFields(
              name, null, null, new PromotionFields(type.wireName(), value, currency));
    };
  }

  /** Reads it; what is wrong is noted with pointers below {@code at}. */
  public OfferKind read(String at, Mistakes mistakes) {
    String name = kind == null ? "message" : kind;
    refuseOthers(at, name, mistakes);
    return switch (name) {
      case "message" -> new Message();
      case "audience" -> new AudienceOnly();
      case "recommendations" -> recommendations(at + "/recommendations", mistakes);
      case "coupon" -> coupon(at + "/coupon", mistakes);
      case "promotion" -> promotion(at + "/promotion", mistakes);
      default -> {
        mistakes.add(
            at + "/kind",
            "invalid_value",
            "expected message, recommendations, coupon, promotion or audience");
        yield new Message();
      }
    };
  }

  private void refuseOthers(String at, String name, Mistakes mistakes) {
    refuse(at, "recommendations", recommendations != null, name, mistakes);
    refuse(at, "coupon", coupon != null, name, mistakes);
    refuse(at, "promotion", promotion != null, name, mistakes);
  }

  private static void refuse(
      String at, String field, boolean given, String kind, Mistakes mistakes) {
    if (given && !field.equals(kind)) {
      mistakes.add(
          at + "/" + field, "wrong_kind", "only an offer of kind '%s' has this".formatted(field));
    }
  }

  private OfferKind recommendations(String at, Mistakes mistakes) {
    if (recommendations == null) {
      return new Recommendations(DEFAULT_RESULTS, null);
    }
    int results =
        mistakes.within(
            at + "/numResults",
            recommendations.numResults,
            1,
            Recommendations.MOST_RESULTS,
            DEFAULT_RESULTS);
    return new Recommendations(results, filter(at + "/filter", recommendations.filter, mistakes));
  }

  private static @Nullable ObjectNode filter(
      String at, @Nullable JsonNode given, Mistakes mistakes) {
    if (given == null || given.isNull()) {
      return null;
    }
    if (!(given instanceof ObjectNode filter)) {
      mistakes.add(at, "wrong_type", "expected an object");
      return null;
    }
    mistakes.optional(at, filter.toString(), LONGEST_FILTER);
    try {
      ConditionParser.parse(filter, ItemVocabulary.ITEM);
    } catch (ConditionException refused) {
      refused
          .errors()
          .forEach(
              error -> mistakes.add(at + error.pointer(), error.code().code(), error.detail()));
    }
    return filter;
  }

  private OfferKind coupon(String at, Mistakes mistakes) {
    String poolId = mistakes.required(at + "/poolId", coupon == null ? null : coupon.poolId, 64);
    mistakes.matching(
        at + "/poolId", poolId, POOL_ID, "1 to 64 of a-z, 0-9, _ and - after the first");
    return new Coupon(poolId);
  }

  private OfferKind promotion(String at, Mistakes mistakes) {
    PromotionFields given = promotion == null ? new PromotionFields(null, null, null) : promotion;
    PromotionType type =
        Arrays.stream(PromotionType.values())
            .filter(known -> known.wireName().equals(given.type))
            .findFirst()
            .orElse(null);
    if (type == null) {
      mistakes.add(at + "/type", "invalid_value", "expected percentage, amount or free_shipping");
      return new Promotion(PromotionType.FREE_SHIPPING, null, null);
    }
    if (type == PromotionType.FREE_SHIPPING) {
      return new Promotion(type, null, null);
    }
    BigDecimal most = type == PromotionType.PERCENTAGE ? HUNDRED : MOST;
    if (given.value == null) {
      mistakes.add(at + "/value", "missing_value", "expected a number");
    }
    BigDecimal value =
        mistakes.within(at + "/value", given.value, LEAST, most, DECIMALS, BigDecimal.ONE);
    return new Promotion(type, value, currency(at + "/currency", type, given, mistakes));
  }

  private static @Nullable String currency(
      String at, PromotionType type, PromotionFields given, Mistakes mistakes) {
    if (type == PromotionType.PERCENTAGE) {
      return null;
    }
    String currency = mistakes.required(at, given.currency, 3);
    mistakes.matching(at, currency, CURRENCY, "an ISO 4217 code such as EUR");
    return currency;
  }
}
