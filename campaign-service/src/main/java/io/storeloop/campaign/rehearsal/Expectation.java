package io.storeloop.campaign.rehearsal;

import io.storeloop.algorithms.inference.NormalDistribution;
import io.storeloop.campaign.rehearsal.JdbcPastActs.Kin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be expected of a campaign: pure.
 *
 * <p>The smallest detectable difference of two rates is (z₁₋α/₂ + z₁₋β) √(p (1 − p) (1/n₁ + 1/n₂)),
 * α = 5 %, power 1 − β = 80 %. Source: Lachin, Introduction to Sample Size Determination and Power
 * Analysis for Clinical Trials, Controlled Clinical Trials 2 (1981), eq. 7, with one variance for
 * both groups.
 *
 * <p>The estimate is the mean of the differences that campaigns of the same kind have made,
 * weighted by the inverse of their variances. Source: Cochran, The Combination of Estimates from
 * Different Experiments, Biometrics 10 (1954). It takes them for equal but for chance, so its
 * interval is of their mean, not of the next campaign.
 */
final class Expectation {
  /** Of either group of a past campaign. */
  static final int FEWEST_SHOPPERS = 100;

  private static final double CONFIDENCE = 0.95;

  /** One-sided 80 %. */
  private static final double POWER = NormalDistribution.twoSidedQuantile(0.6);

  private static final double SIGNIFICANCE = NormalDistribution.twoSidedQuantile(CONFIDENCE);

  private Expectation() {}

  /** Of the groups that would be compared; null where one is empty or no rate is known. */
  static @Nullable Double smallestDetectable(
      @Nullable Double rate, double treated, double heldOut) {
    if (rate == null || rate <= 0 || rate >= 1 || treated < 1 || heldOut < 1) {
      return null;
    }
    return (SIGNIFICANCE + POWER) * Math.sqrt(rate * (1 - rate) * (1 / treated + 1 / heldOut));
  }

  static RehearsalReport.Estimate estimate(List<Kin> kin) {
    int campaigns = 0;
    double weights = 0;
    double weighted = 0;
    for (Kin one : kin) {
      double variance = variance(one.treatedGoals(), one.treated());
      variance += variance(one.heldOutGoals(), one.heldOut());
      if (Math.min(one.treated(), one.heldOut()) >= FEWEST_SHOPPERS && variance > 0) {
        campaigns++;
        weights += 1 / variance;
        weighted += difference(one) / variance;
      }
    }
    if (campaigns == 0) {
      return new RehearsalReport.Estimate(
          "insufficient_evidence",
          "no campaign with the same trigger and kinds of offers has %d treated and %d held out shoppers whose window is over, with some who reached the goal"
              .formatted(FEWEST_SHOPPERS, FEWEST_SHOPPERS),
          0,
          null,
          null,
          null);
    }
    double mean = weighted / weights;
    double width = SIGNIFICANCE / Math.sqrt(weights);
    return new RehearsalReport.Estimate(
        "estimated", null, campaigns, mean, mean - width, mean + width);
  }

  private static double difference(Kin one) {
    return (double) one.treatedGoals() / one.treated()
        - (double) one.heldOutGoals() / one.heldOut();
  }

  private static double variance(long goals, long shoppers) {
    if (shoppers == 0) {
      return 0;
    }
    double rate = (double) goals / shoppers;
    return rate * (1 - rate) / shoppers;
  }
}
