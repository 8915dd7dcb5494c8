package io.storeloop.campaign.experiment;

import io.storeloop.algorithms.sampling.ArmRanges;
import io.storeloop.algorithms.sampling.Assignment;
import java.math.BigDecimal;
import java.util.List;

/**
 * How a campaign divides its shoppers: a share is held out, the others go to the arms by weight.
 *
 * <p>The same key, salt and design give the same arm on every machine and at any time; two seeds
 * made from the salt keep being held out independent of the arm. The buckets are those of
 * GrowthBook's hash version 2, so its SDKs agree.
 */
public final class ExperimentDesign {
  private static final String HOLDOUT_SEED = ":holdout";

  private final String salt;
  private final double holdoutShare;
  private final ArmRanges arms;

  private ExperimentDesign(String salt, double holdoutShare, ArmRanges arms) {
    this.salt = salt;
    this.holdoutShare = holdoutShare;
    this.arms = arms;
  }

  /**
   * A design.
   *
   * @param holdoutShare in [0, 1)
   * @param weights one per arm, each above 0; only their ratios count
   */
  public static ExperimentDesign of(
      String salt, BigDecimal holdoutShare, List<BigDecimal> weights) {
    double sum = weights.stream().mapToDouble(BigDecimal::doubleValue).sum();
    double[] shares = weights.stream().mapToDouble(weight -> weight.doubleValue() / sum).toArray();
    return new ExperimentDesign(salt, holdoutShare.doubleValue(), ArmRanges.of(1, shares));
  }

  /** The group of a shopper; {@code key} is the userId once known, the anonymousId before. */
  public Group groupOf(String key) {
    if (Assignment.isHeldOut(salt + HOLDOUT_SEED, key, holdoutShare)) {
      return new Group.Holdout(1 - holdoutShare);
    }
    return new Group.Arm(armOf(key), 1 - holdoutShare);
  }

  /** The arm of a shopper, and of one who is held out the arm that is withheld. */
  public int armOf(String key) {
    // rounding may leave the last bucket to nobody; it belongs to the last arm
    return arms.armOf(Assignment.bucket(salt, key)).orElse(arms.armCount() - 1);
  }

  /** The bucket in [0, 1) by which a shopper is held out: so is whoever is below the share. */
  public double holdoutBucket(String key) {
    return Assignment.bucket(salt + HOLDOUT_SEED, key);
  }

  /** The bucket in [0, 1) by which the others get their arm. */
  public double armBucket(String key) {
    return Assignment.bucket(salt, key);
  }

  /** The share of all shoppers that an arm should have, in (0, 1]. */
  public double expectedShare(int arm) {
    return (1 - holdoutShare) * arms.probability(arm);
  }

  /** The share of all shoppers that should be held out, in [0, 1). */
  public double holdoutShare() {
    return holdoutShare;
  }
}
