package io.storeloop.campaign.policy;

import io.storeloop.algorithms.sampling.Assignment;
import io.storeloop.campaign.cap.FrequencyCap;
import io.storeloop.campaign.offer.OfferContent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What binds every campaign of the shop.
 *
 * @param version grows with every change
 * @param holdoutShare of all shoppers, kept out of all campaigns to measure what campaigns change
 *     together, in [0, 0.5]
 * @param salt the seed of that draw, independent of every campaign's; made once, so that a larger
 *     share keeps out the same shoppers and some more
 * @param frequencyCaps per shopper, across all campaigns
 * @param defaultOffers by placement: what is shown where nobody can be known
 */
public record Policy(
    long version,
    BigDecimal holdoutShare,
    String salt,
    List<FrequencyCap> frequencyCaps,
    Map<String, OfferContent> defaultOffers) {
  public Policy {
    holdoutShare = holdoutShare.stripTrailingZeros();
    frequencyCaps = List.copyOf(frequencyCaps);
    defaultOffers = Map.copyOf(defaultOffers);
  }

  /** Whether a shopper is kept out of all campaigns: a pure function of the key and the salt. */
  public boolean holdsOut(String key) {
    return Assignment.isHeldOut(salt, key, holdoutShare.doubleValue());
  }

  /** The bucket in [0, 1) of that draw: whoever is below the share is kept out. */
  public double holdoutBucket(String key) {
    return Assignment.bucket(salt, key);
  }

  /** The chance, before the draw, of not being kept out of all campaigns. */
  public double treatmentProbability() {
    return 1 - holdoutShare.doubleValue();
  }
}
