package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.cap.Limits;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.common.conditions.Condition;
import java.math.BigDecimal;
import java.util.List;

/**
 * What people decide about a campaign.
 *
 * @param placements the places in the shop that it may fill
 * @param condition whom it addresses
 * @param schedule the hours at which it may act, inside its period
 * @param priority where several campaigns could fill a place, the highest does
 * @param holdoutShare of the addressed shoppers, kept out to measure the effect, in [0, 0.9]
 * @param offers at least one; each is an arm of the experiment
 * @param exclusionLists names of the lists whose users it leaves alone
 */
public record CampaignPlan(
    String name,
    List<String> placements,
    Condition condition,
    Period period,
    Schedule schedule,
    int priority,
    BigDecimal holdoutShare,
    List<Offer> offers,
    Goal goal,
    Limits limits,
    List<String> exclusionLists) {
  public CampaignPlan {
    placements = List.copyOf(placements);
    offers = List.copyOf(offers);
    exclusionLists = List.copyOf(exclusionLists);
    if (offers.isEmpty() || placements.isEmpty()) {
      throw new IllegalArgumentException("a campaign needs a placement and an offer");
    }
    holdoutShare = holdoutShare.stripTrailingZeros();
  }

  /**
   * Whether both divide and measure their shoppers alike; content, audience and times may differ.
   */
  boolean hasSameExperimentAs(CampaignPlan other) {
    return holdoutShare.equals(other.holdoutShare)
        && goal.equals(other.goal)
        && arms().equals(other.arms());
  }

  /** The same plan under another name. */
  CampaignPlan named(String other) {
    return new CampaignPlan(
        other,
        placements,
        condition,
        period,
        schedule,
        priority,
        holdoutShare,
        offers,
        goal,
        limits,
        exclusionLists);
  }

  private List<Arm> arms() {
    return offers.stream().map(offer -> new Arm(offer.offerId(), offer.weight())).toList();
  }

  private record Arm(String offerId, BigDecimal weight) {}
}
