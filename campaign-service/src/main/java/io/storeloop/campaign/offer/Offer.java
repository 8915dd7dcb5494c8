package io.storeloop.campaign.offer;

import java.math.BigDecimal;

/**
 * One thing a shopper may be shown, and an arm of its campaign's experiment.
 *
 * @param offerId the name of the arm, unique within the campaign
 * @param weight share of the treated shoppers relative to the campaign's other offers, above 0
 */
public record Offer(String offerId, OfferContent content, BigDecimal weight) {
  /**
   * Refuses an arm that nobody would get.
   *
   * @throws IllegalArgumentException if the weight is not above 0
   */
  public Offer {
    if (weight.signum() <= 0) {
      throw new IllegalArgumentException("an offer's weight must be above 0, not " + weight);
    }
    weight = weight.stripTrailingZeros();
  }
}
