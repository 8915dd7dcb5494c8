package io.storeloop.algorithms.calibration;

/** Which probability a score stands for; never falls as the score rises. */
public sealed interface Calibration permits PlattScaling, IsotonicCurve {
  /** The probability of yes, within (0, 1). */
  double probability(double score);
}
