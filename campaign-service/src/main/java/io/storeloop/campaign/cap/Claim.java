package io.storeloop.campaign.cap;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a decision would use up.
 *
 * @param shopCaps across all campaigns
 * @param shown whether an offer is shown; a held-out shopper uses up frequency caps, so that both
 *     groups are decided for equally often, but no budget
 * @param cost of the offer, 0 or more
 */
public record Claim(
    UUID campaignId,
    List<FrequencyCap> shopCaps,
    Limits limits,
    boolean shown,
    BigDecimal cost,
    Instant at) {
  public Claim {
    shopCaps = List.copyOf(shopCaps);
  }

  /** Whether there is anything to claim. */
  public boolean isBounded() {
    return isCapped() || limits.budget() != null;
  }

  /** Whether it depends on what the shopper has used up. */
  public boolean isCapped() {
    return !shopCaps.isEmpty() || !limits.frequencyCaps().isEmpty();
  }
}
