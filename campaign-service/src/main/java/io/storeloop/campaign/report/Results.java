package io.storeloop.campaign.report;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.offer.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The results of a campaign: pure arithmetic on what was counted.
 *
 * @param arms one per offer, in the campaign's order
 * @param uplift of all arms together against the holdout
 * @param sampleRatio empty where it cannot be judged
 * @param mixedShoppers who were in several groups over time
 */
record Results(
    Campaign campaign,
    List<Arm> arms,
    GroupCounts treated,
    GroupCounts holdout,
    Uplift uplift,
    Optional<SampleRatioCheck> sampleRatio,
    long mixedShoppers) {

  /** One arm with its own uplift against the holdout. */
  record Arm(String offerId, GroupCounts counts, Uplift uplift) {}

  static Results of(Campaign campaign, JdbcResults.Counted counted) {
    boolean hasHoldout = campaign.plan().holdoutShare().signum() > 0;
    GroupCounts holdout = counted.byArm().getOrDefault(JdbcResults.HOLDOUT, GroupCounts.NONE);
    GroupCounts treated = GroupCounts.NONE;
    List<Arm> arms = new ArrayList<>();
    for (Offer offer : campaign.plan().offers()) {
      GroupCounts counts = counted.byArm().getOrDefault(offer.offerId(), GroupCounts.NONE);
      treated = treated.plus(counts);
      arms.add(new Arm(offer.offerId(), counts, Uplift.of(counts, holdout, hasHoldout)));
    }
    return new Results(
        campaign,
        List.copyOf(arms),
        treated,
        holdout,
        Uplift.of(treated, holdout, hasHoldout),
        SampleRatioCheck.of(campaign.design(), arms.stream().map(Arm::counts).toList(), holdout),
        counted.mixedShoppers());
  }
}
