package io.storeloop.algorithms.experiment;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.Interval;

/**
 * Intervals that hold at every look together: the chance that the true effect is ever outside one
 * of them, over all looks there will be, is at most 1 − confidence. Looking every day and stopping
 * when 0 is left out is therefore allowed.
 *
 * <p>With n observations and standard error se: estimate ± se · √n · √(2 (n ρ² + 1) / (n² ρ²) ·
 * ln(√(n ρ² + 1) / α)), where ρ² = (−2 ln α + ln(−2 ln α + 1)) / n* makes the interval narrowest at
 * n* observations, there 1.55 times as wide as a fixed one. It needs no bound on the outcome, and
 * holds in the limit of many observations; for rates of a few users see {@link
 * BoundedMeanSequence}.
 *
 * <p>Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Time-uniform Central Limit Theory and
 * Asymptotic Confidence Sequences, Annals of Statistics 52 (2024), Thm. 2.2 and §B.2; the choice of
 * ρ as in GrowthBook's documentation of sequential testing.
 *
 * @param confidence such as 0.95, above 0.5 and below 1
 * @param decisionSize n*, observations at which a decision is expected, 1 or more
 */
public record ConfidenceSequence(double confidence, long decisionSize) {
  public static final long DEFAULT_DECISION_SIZE = 5_000;

  /** Refuses values outside their ranges. */
  public ConfidenceSequence {
    if (!(confidence > 0.5 && confidence < 1) || decisionSize < 1) {
      throw new IllegalArgumentException(
          "confidence must be above 0.5 and below 1 and decisionSize 1 or more, but were %s and %d"
              .formatted(confidence, decisionSize));
    }
  }

  /** Narrowest at {@link #DEFAULT_DECISION_SIZE} observations. */
  public static ConfidenceSequence of(double confidence) {
    return new ConfidenceSequence(confidence, DEFAULT_DECISION_SIZE);
  }

  /**
   * The interval at this look.
   *
   * @throws IllegalArgumentException if there are no observations
   */
  public Interval interval(Effect effect) {
    return effect.within(standardErrors(effect.observations()));
  }

  /**
   * By how many standard errors the interval reaches to each side after n observations.
   *
   * @throws IllegalArgumentException if n is below 1
   */
  public double standardErrors(long n) {
    if (n < 1) {
      throw new IllegalArgumentException("observations must be 1 or more, but were " + n);
    }
    double alpha = 1 - confidence;
    double twice = -2 * Math.log(alpha);
    double information = n * (twice + Math.log(twice + 1)) / decisionSize;
    return Math.sqrt(
        2 * (information + 1) / information * Math.log(Math.sqrt(information + 1) / alpha));
  }
}
