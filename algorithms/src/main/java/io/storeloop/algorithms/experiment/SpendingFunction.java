package io.storeloop.algorithms.experiment;

import io.storeloop.algorithms.inference.NormalDistribution;

/**
 * How much of the allowed false alarms may be used up by when.
 *
 * <p>Source: Lan and DeMets, Discrete Sequential Boundaries for Clinical Trials, Biometrika 70
 * (1983); two-sided, each side with half of α.
 */
public enum SpendingFunction {
  /** Next to nothing early: 4 − 4 Φ(z_{1−α/4} / √t). The last look is nearly a fixed test. */
  OBRIEN_FLEMING {
    @Override
    public double spent(double alpha, double fraction) {
      double z = NormalDistribution.twoSidedQuantile(1 - alpha / 2);
      return fraction >= 1
          ? alpha
          : 4 * NormalDistribution.upperTail(z / Math.sqrt(Math.max(fraction, Double.MIN_NORMAL)));
    }
  },
  /** Evenly over the looks: α ln(1 + (e − 1) t). */
  POCOCK {
    @Override
    public double spent(double alpha, double fraction) {
      return alpha * Math.log1p((Math.E - 1) * Math.min(1, fraction));
    }
  };

  /**
   * The false alarms allowed until a fraction of the planned information is there, in [0, alpha].
   *
   * @param alpha in (0, 1)
   * @param fraction t, 0 or more; from 1 on everything is spent
   */
  public abstract double spent(double alpha, double fraction);
}
