package io.storeloop.campaign.report;

import io.storeloop.algorithms.inference.SampleRatio;
import io.storeloop.campaign.experiment.ExperimentDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the groups have about as many shoppers as the design says.
 *
 * @param pValue chance of counts at least as uneven if everything is right
 */
record SampleRatioCheck(double pValue) {
  /** The test needs at least that many expected shoppers in every group. */
  static final double MINIMUM_EXPECTED = 5;

  /** Empty where there is one group only, or too few shoppers to say. */
  static Optional<SampleRatioCheck> of(
      ExperimentDesign design, List<GroupCounts> arms, GroupCounts holdout) {
    List<Double> shares = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int arm = 0; arm < arms.size(); arm++) {
      shares.add(design.expectedShare(arm));
      counts.add(arms.get(arm).shoppers());
    }
    if (design.holdoutShare() > 0) {
      shares.add(design.holdoutShare());
      counts.add(holdout.shoppers());
    }
    long total = counts.stream().mapToLong(Long::longValue).sum();
    boolean tooFew = shares.stream().anyMatch(share -> share * total < MINIMUM_EXPECTED);
    if (counts.size() < 2 || tooFew) {
      return Optional.empty();
    }
    double pValue =
        SampleRatio.pValue(
            counts.stream().mapToLong(Long::longValue).toArray(),
            shares.stream().mapToDouble(Double::doubleValue).toArray());
    return Optional.of(new SampleRatioCheck(pValue));
  }

  /** Of the treated together and the holdout: all that an adaptive design promises. */
  static Optional<SampleRatioCheck> ofHoldout(
      double holdoutShare, GroupCounts treated, GroupCounts holdout) {
    double total = treated.shoppers() + holdout.shoppers();
    if (holdoutShare <= 0 || Math.min(holdoutShare, 1 - holdoutShare) * total < MINIMUM_EXPECTED) {
      return Optional.empty();
    }
    return Optional.of(
        new SampleRatioCheck(
            SampleRatio.pValue(
                new long[] {treated.shoppers(), holdout.shoppers()},
                new double[] {1 - holdoutShare, holdoutShare})));
  }

  boolean isAlarming() {
    return pValue < SampleRatio.ALARM_BELOW;
  }
}
