package io.storeloop.campaign.offer;

import java.math.BigDecimal;

/**
 * One thing a shopper may be shown, and an arm of its campaign's experiment.
 *
 * @param offerId the name of the arm, unique within the campaign
 * @param weight share of the treated shoppers relative to the campaign's other offers, above 0
 * @param cost of showing it once, in the currency of the campaign's budget or costs, 0 or more
 */
public record Offer(
    String offerId, OfferKind kind, LocalizedContent content, BigDecimal weight, BigDecimal cost) {
  /**
   * Refuses an arm that nobody would get, and one that earns money by being shown.
   *
   * @throws IllegalArgumentException if the weight is not above 0, or the cost is below
   */
  public Offer {
    if (weight.signum() <= 0) {
      throw new IllegalArgumentException("an offer's weight must be above 0, not " + weight);
    }
    if (cost.signum() < 0) {
      throw new IllegalArgumentException("an offer's cost must not be below 0, not " + cost);
    }
    weight = weight.stripTrailingZeros();
    cost = cost.stripTrailingZeros();
  }

  /** A message in one language that costs nothing. */
  public static Offer message(String offerId, OfferContent content, BigDecimal weight) {
    return new Offer(
        offerId, new OfferKind.Message(), LocalizedContent.of(content), weight, BigDecimal.ZERO);
  }
}
