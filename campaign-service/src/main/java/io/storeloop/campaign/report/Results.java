package io.storeloop.campaign.report;

import io.storeloop.campaign.lifecycle.Breakdown;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Goal.Worth;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.statistic.Cell;
import io.storeloop.campaign.statistic.Look;
import io.storeloop.campaign.statistic.Sums;
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
 * @param groups as they stand now
 * @param uplift of all arms together against the holdout
 * @param effects of all arms together against the holdout
 * @param parts the same of each breakdown
 * @param sampleRatio empty where it cannot be judged
 */
record Results(
    Campaign campaign,
    List<Look> looks,
    List<Arm> arms,
    List<Pair> pairs,
    Grouped groups,
    Uplift uplift,
    List<MeasuredEffect> effects,
    List<Part> parts,
    List<ReturnOnCost> returns,
    Optional<SampleRatioCheck> sampleRatio) {
  /** More arms than that are compared with the holdout only. */
  static final int MOST_PAIRED_ARMS = 6;

  /** One arm with its own effects against the holdout. */
  record Arm(String offerId, GroupNumbers numbers, Uplift uplift, List<MeasuredEffect> effects) {}

  /** One arm against another. */
  record Pair(String offerId, String against, List<MeasuredEffect> effects) {}

  /** The shoppers of one breakdown. */
  record Part(String name, Grouped groups, List<MeasuredEffect> effects) {}

  /**
   * The results.
   *
   * @param now all that is counted
   * @param reading what effects are made of
   * @param marginShare of revenue without a known cost; absent: not assumed
   */
  static Results of(
      Campaign campaign, Map<Cell, Sums> now, Reading reading, @Nullable BigDecimal marginShare) {
    Grouped groups = Grouped.of(campaign, now, Cell.EVERYBODY);
    Grouped read = Grouped.of(campaign, reading.sums(), Cell.EVERYBODY);
    boolean hasHoldout = campaign.plan().holdoutShare().signum() > 0;
    Optional<SampleRatioCheck> ratio = ratio(campaign, groups);
    boolean broken = ratio.filter(SampleRatioCheck::isAlarming).isPresent();
    @Nullable Verdict forArms = broken ? Verdict.SAMPLE_RATIO_MISMATCH : reading.refused();
    @Nullable Verdict forHoldout = hasHoldout ? forArms : Verdict.NO_HOLDOUT;
    boolean counts = campaign.plan().goal().value() == Worth.COUNT;
    Comparison overall =
        new Comparison(reading.looks(), forHoldout, marginShare, counts, Estimator.MEANS);
    List<MeasuredEffect> effects = overall.of(read.treated(), read.holdout());
    ArmComparison arms = ArmComparison.of(campaign, read, overall, forArms);
    return new Results(
        campaign,
        reading.taken(),
        arms(campaign, groups, hasHoldout, arms),
        pairs(campaign, arms),
        groups,
        Uplift.of(groups.treated().counts(), groups.holdout().counts(), hasHoldout),
        effects,
        parts(campaign, now, reading, overall),
        ReturnOnCost.of(campaign, read.arms(), reading.messages(), effects),
        ratio);
  }

  long mixedShoppers() {
    return groups.everybody().mixed();
  }

  private static Optional<SampleRatioCheck> ratio(Campaign campaign, Grouped groups) {
    GroupCounts holdout = groups.holdout().counts();
    return campaign.plan().experiment().isAdaptive()
        ? SampleRatioCheck.ofHoldout(
            campaign.plan().holdoutShare().doubleValue(), groups.treated().counts(), holdout)
        : SampleRatioCheck.of(
            campaign.design(), groups.arms().stream().map(GroupNumbers::counts).toList(), holdout);
  }

  private static List<Arm> arms(
      Campaign campaign, Grouped groups, boolean hasHoldout, ArmComparison comparison) {
    List<Offer> offers = campaign.plan().offers();
    List<Arm> arms = new ArrayList<>();
    for (int i = 0; i < offers.size(); i++) {
      GroupNumbers numbers = groups.arms().get(i);
      Uplift uplift =
          campaign.plan().experiment().isAdaptive()
              ? new Uplift.Adaptive()
              : Uplift.of(numbers.counts(), groups.holdout().counts(), hasHoldout);
      arms.add(new Arm(offers.get(i).offerId(), numbers, uplift, comparison.againstHoldout(i)));
    }
    return List.copyOf(arms);
  }

  private static List<Pair> pairs(Campaign campaign, ArmComparison comparison) {
    List<Offer> offers = campaign.plan().offers();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < offers.size() && offers.size() <= MOST_PAIRED_ARMS; i++) {
      for (int j = 0; j < i; j++) {
        pairs.add(
            new Pair(offers.get(i).offerId(), offers.get(j).offerId(), comparison.against(i, j)));
      }
    }
    return List.copyOf(pairs);
  }

  /** Many looks at many parts: the error is shared out over all of them. */
  private static List<Part> parts(
      Campaign campaign, Map<Cell, Sums> now, Reading reading, Comparison overall) {
    List<Breakdown> breakdowns = campaign.plan().experiment().breakdowns();
    List<Part> parts = new ArrayList<>();
    for (Breakdown breakdown : breakdowns) {
      Grouped read = Grouped.of(campaign, reading.sums(), breakdown.name());
      parts.add(
          new Part(
              breakdown.name(),
              Grouped.of(campaign, now, breakdown.name()),
              overall.among(breakdowns.size()).of(read.treated(), read.holdout())));
    }
    return List.copyOf(parts);
  }
}
