package io.storeloop.campaign.report;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Goal.Worth;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.statistic.Cell;
import io.storeloop.campaign.statistic.Look;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The results of a campaign: pure arithmetic on what was counted.
 *
 * @param looks that a group-sequential design has taken
 * @param arms one per offer, in the campaign's order
 * @param pairs arms against each other, where they are few enough
 * @param uplift of all arms together against the holdout
 * @param effects of all arms together against the holdout
 * @param sampleRatio empty where it cannot be judged
 */
record Results(
    Campaign campaign,
    List<Look> looks,
    List<Arm> arms,
    List<Pair> pairs,
    GroupNumbers treated,
    GroupNumbers holdout,
    Uplift uplift,
    List<MeasuredEffect> effects,
    List<ReturnOnCost> returns,
    Optional<SampleRatioCheck> sampleRatio) {
  /** More arms than that are compared with the holdout only. */
  static final int MOST_PAIRED_ARMS = 6;

  /** One arm with its own effects against the holdout. */
  record Arm(String offerId, GroupNumbers numbers, Uplift uplift, List<MeasuredEffect> effects) {}

  /** One arm against another. */
  record Pair(String offerId, String against, List<MeasuredEffect> effects) {}

  /**
   * The results.
   *
   * @param groups of now, by offer id and by {@link Cell#HOLDOUT}
   * @param reading what effects are made of
   * @param marginShare of revenue without a known cost; absent: not assumed
   */
  static Results of(
      Campaign campaign,
      Map<String, GroupNumbers> groups,
      Reading reading,
      @Nullable BigDecimal marginShare) {
    boolean hasHoldout = campaign.plan().holdoutShare().signum() > 0;
    GroupNumbers holdout = groups.getOrDefault(Cell.HOLDOUT, GroupNumbers.NONE);
    List<Offer> offers = campaign.plan().offers();
    List<GroupNumbers> byOffer = byOffer(offers, groups);
    List<GroupNumbers> readByOffer = byOffer(offers, reading.groups());
    GroupNumbers readHoldout = reading.groups().getOrDefault(Cell.HOLDOUT, GroupNumbers.NONE);
    Optional<SampleRatioCheck> ratio =
        SampleRatioCheck.of(
            campaign.design(), byOffer.stream().map(GroupNumbers::counts).toList(), holdout.counts());
    boolean broken = ratio.filter(SampleRatioCheck::isAlarming).isPresent();
    @Nullable Verdict brokenVerdict = broken ? Verdict.SAMPLE_RATIO_MISMATCH : reading.refused();
    @Nullable Verdict refused = hasHoldout ? brokenVerdict : Verdict.NO_HOLDOUT;
    boolean counts = campaign.plan().goal().value() == Worth.COUNT;
    boolean paired = offers.size() <= MOST_PAIRED_ARMS;
    int pairsToMake = paired ? offers.size() * (offers.size() - 1) / 2 : 0;
    Looks shared = reading.looks().among(pairsToMake + (hasHoldout ? offers.size() : 1));
    Comparison withHoldout = new Comparison(shared, refused, marginShare, counts);
    Comparison withArm = new Comparison(shared, brokenVerdict, marginShare, counts);
    GroupNumbers treated = byOffer.stream().reduce(GroupNumbers.NONE, GroupNumbers::plus);
    List<Arm> arms = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < offers.size(); i++) {
      GroupNumbers arm = byOffer.get(i);
      arms.add(
          new Arm(
              offers.get(i).offerId(),
              arm,
              Uplift.of(arm.counts(), holdout.counts(), hasHoldout),
              withHoldout.of(readByOffer.get(i), readHoldout)));
      for (int j = 0; j < i && paired; j++) {
        pairs.add(
            new Pair(
                offers.get(i).offerId(),
                offers.get(j).offerId(),
                withArm.of(readByOffer.get(i), readByOffer.get(j))));
      }
    }
    List<MeasuredEffect> effects =
        new Comparison(reading.looks(), refused, marginShare, counts)
            .of(readByOffer.stream().reduce(GroupNumbers.NONE, GroupNumbers::plus), readHoldout);
    return new Results(
        campaign,
        reading.taken(),
        List.copyOf(arms),
        List.copyOf(pairs),
        treated,
        holdout,
        Uplift.of(treated.counts(), holdout.counts(), hasHoldout),
        effects,
        ReturnOnCost.of(campaign, readByOffer, effects),
        ratio);
  }

  private static List<GroupNumbers> byOffer(
      List<Offer> offers, Map<String, GroupNumbers> groups) {
    return offers.stream()
        .map(offer -> groups.getOrDefault(offer.offerId(), GroupNumbers.NONE))
        .toList();
  }

  long mixedShoppers() {
    return treated.mixed() + holdout.mixed();
  }
}
