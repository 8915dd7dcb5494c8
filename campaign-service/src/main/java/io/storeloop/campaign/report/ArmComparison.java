package io.storeloop.campaign.report;

import io.storeloop.campaign.lifecycle.Campaign;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares arms with the holdout and with each other; the error is shared out over all of these
 * comparisons, which may be refused for different reasons. The arms of an adaptive campaign are
 * weighed.
 */
record ArmComparison(Grouped groups, Comparison withHoldout, Comparison withArm) {

  /**
   * Prepares.
   *
   * @param overall how all arms together are compared with the holdout
   * @param forArms why arms may not be compared with each other; absent if they may
   */
  static ArmComparison of(
      Campaign campaign, Grouped groups, Comparison overall, @Nullable Verdict forArms) {
    int arms = groups.arms().size();
    int pairs = arms <= Results.MOST_PAIRED_ARMS ? arms * (arms - 1) / 2 : 0;
    int withHoldout = campaign.plan().holdoutShare().signum() > 0 ? arms : 0;
    Comparison shared = overall.among(Math.max(1, pairs + withHoldout));
    if (campaign.plan().experiment().isAdaptive()) {
      shared = shared.estimatedBy(Estimator.InverseProbability.of(groups));
    }
    return new ArmComparison(groups, shared, shared.refusedBy(forArms));
  }

  List<MeasuredEffect> againstHoldout(int arm) {
    return withHoldout.of(groups.arms().get(arm), groups.holdout());
  }

  List<MeasuredEffect> against(int arm, int other) {
    return withArm.of(groups.arms().get(arm), groups.arms().get(other));
  }
}
