package io.storeloop.campaign.offer;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What kind of thing an offer is, with what that kind alone needs. */
public sealed interface OfferKind {
  /** Content, and nothing else. */
  record Message() implements OfferKind {}

  /**
   * Items that recommendation-service picks for the shopper; the content stands around them, or in
   * their place if they cannot be had in time.
   *
   * @param numResults 1 to {@value #MOST_RESULTS}
   * @param filter a condition over items; absent takes any
   */
  record Recommendations(int numResults, @Nullable ObjectNode filter) implements OfferKind {
    public static final int MOST_RESULTS = 50;
  }

  /**
   * A code of a pool; a shopper gets one code per campaign, the same at every decision.
   *
   * @param poolId where the code comes from
   */
  record Coupon(String poolId) implements OfferKind {}

  /**
   * A lower price or free shipping, which the shop grants.
   *
   * @param value percent in (0, 100], or an amount above 0; absent for free shipping
   * @param currency of an amount, ISO 4217; otherwise absent
   */
  record Promotion(PromotionType type, @Nullable BigDecimal value, @Nullable String currency)
      implements OfferKind {}

  /** Nothing to show: the campaign only says who is in its audience, and in which arm. */
  record AudienceOnly() implements OfferKind {}

  /** The kind's name on the wire. */
  default String wireName() {
    return switch (this) {
      case Message message -> "message";
      case Recommendations recommendations -> "recommendations";
      case Coupon coupon -> "coupon";
      case Promotion promotion -> "promotion";
      case AudienceOnly audience -> "audience";
    };
  }
}
