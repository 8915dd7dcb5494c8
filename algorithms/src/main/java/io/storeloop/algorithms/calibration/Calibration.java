package io.storeloop.algorithms.calibration;

/** Which probability a score stands for; never falls as the score rises. */
public sealed interface Calibration permits PlattScaling, IsotonicCurve {
  /** The probability of yes, within (0, 1). */
  double probability(double score);

  /** The same with every probability higher by so much in log odds. */
  Calibration moved(double by);

  /** A probability within (0, 1), higher by so much in log odds. */
  static double moved(double probability, double by) {
    return 1 / (1 + (1 - probability) / probability * Math.exp(-by));
  }
}
