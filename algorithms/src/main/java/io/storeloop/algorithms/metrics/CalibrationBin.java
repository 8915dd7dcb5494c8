package io.storeloop.algorithms.metrics;

/**
 * What was said and what came of it, for the cases of one tenth of the scale.
 *
 * @param meanProbability in [0, 1]
 * @param cases 1 or more
 * @param yes how many of them were a yes
 */
public record CalibrationBin(double meanProbability, int cases, int yes) {
  /** The share of yes, in [0, 1]. */
  public double rate() {
    return (double) yes / cases;
  }
}
