package io.storeloop.algorithms.offpolicy;

import io.storeloop.algorithms.inference.Effect;

/** What a log says of another policy's value: three estimates of it, or that it says too little. */
public sealed interface OffPolicyResult {
  /** What the weights look like, before clipping. */
  double effectiveSampleSize();

  /** Mean of the weights before clipping: 1 but for chance where the propensities are true. */
  Effect meanWeight();

  /**
   * The value of a decision of the other policy, three ways.
   *
   * @param ips inverse propensity scoring
   * @param snips self-normalised
   * @param doublyRobust with a cross-fitted model of rewards; the one to rely on
   * @param largestWeight before clipping
   * @param clipped decisions whose weight was cut to √n
   */
  record Estimates(
      Effect ips,
      Effect snips,
      Effect doublyRobust,
      double effectiveSampleSize,
      Effect meanWeight,
      double largestWeight,
      long clipped)
      implements OffPolicyResult {}

  /**
   * Refused: what the log shows of the other policy's choices is as little as a few decisions, or
   * the mean weight is not 1.
   *
   * @param needed effective sample size below which nothing is said
   * @param largestWeight before clipping
   */
  record InsufficientEvidence(
      double effectiveSampleSize, double needed, Effect meanWeight, double largestWeight)
      implements OffPolicyResult {
    /** Whether the log says too little, and not something that cannot be true. */
    public boolean isTooSmall() {
      return !(effectiveSampleSize >= needed);
    }
  }
}
