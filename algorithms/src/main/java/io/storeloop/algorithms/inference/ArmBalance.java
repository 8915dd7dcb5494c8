package io.storeloop.algorithms.inference;

import java.util.List;

/**
 * Whether a column may have been known before an experiment began: the assignment is random, so
 * that it is then spread alike over the arms. One that is not was changed by the treatment, or the
 * assignment is broken. One that is may still have been measured afterwards.
 *
 * <p>Source: Pearson's chi-square test of homogeneity for what is counted; for quantities the
 * variation between the arms over that inside them, whose law in large samples is chi-square with
 * arms − 1 degrees of freedom (Scheffé, The Analysis of Variance, 1959, §10.2).
 */
public final class ArmBalance {
  /** A p-value below this is no accident. Small, because there are many columns. */
  public static final double UNBALANCED_BELOW = 1e-4;

  private ArmBalance() {}

  /**
   * Probability, in [0, 1], of means at least as far apart if the column were spread alike.
   *
   * @param arms the column by arm; those of nobody are passed over
   */
  public static double ofQuantity(List<SampleMoments> arms) {
    SampleMoments all = SampleMoments.EMPTY;
    double inside = 0;
    int counted = 0;
    for (SampleMoments arm : arms) {
      all = all.plus(arm);
      inside += arm.squares();
      counted += arm.count() > 0 ? 1 : 0;
    }
    double freedom = all.count() - (double) counted;
    double between = Math.max(0, all.squares() - inside);
    if (counted < 2 || freedom <= 0 || between == 0) {
      return 1;
    }
    return inside == 0 ? 0 : ChiSquare.upperTail(between / (inside / freedom), counted - 1);
  }

  /**
   * Probability, in [0, 1], of shares at least as far apart if the column were spread alike.
   *
   * @param counts by arm and category, 0 or more; rows and columns of zeros are passed over
   */
  public static double ofCategories(double[][] counts) {
    double[] ofCategory = new double[counts.length == 0 ? 0 : counts[0].length];
    double[] ofArm = new double[counts.length];
    double all = 0;
    for (int arm = 0; arm < counts.length; arm++) {
      for (int category = 0; category < ofCategory.length; category++) {
        ofCategory[category] += counts[arm][category];
        ofArm[arm] += counts[arm][category];
        all += counts[arm][category];
      }
    }
    int degrees = (present(ofArm) - 1) * (present(ofCategory) - 1);
    double chiSquare = 0;
    for (int arm = 0; arm < counts.length; arm++) {
      for (int category = 0; category < ofCategory.length; category++) {
        double expected = all == 0 ? 0 : ofArm[arm] * ofCategory[category] / all;
        double away = counts[arm][category] - expected;
        chiSquare += expected == 0 ? 0 : away * away / expected;
      }
    }
    return degrees < 1 ? 1 : ChiSquare.upperTail(chiSquare, degrees);
  }

  private static int present(double[] counts) {
    int present = 0;
    for (double count : counts) {
      present += count > 0 ? 1 : 0;
    }
    return present;
  }
}
