package io.storeloop.algorithms.inference;

/**
 * What a treatment changed in a mean, and how well that is known.
 *
 * @param difference mean of the treated minus mean of the control, in the unit of the outcome
 * @param standardError its standard error, 0 or more
 * @param observations users of both groups together
 */
public record Effect(double difference, double standardError, long observations) {

  /** Refuses numbers that are no estimate. */
  public Effect {
    if (Double.isNaN(difference) || !(standardError >= 0) || observations < 0) {
      throw new IllegalArgumentException(
          "an effect needs a difference, a standard error and observations, but had %s, %s and %d"
              .formatted(difference, standardError, observations));
    }
  }

  /**
   * Compares two independent groups without assuming equal variances.
   *
   * @throws IllegalArgumentException if a group has fewer than two users
   */
  public static Effect between(SampleMoments treated, SampleMoments control) {
    if (treated.count() < 2 || control.count() < 2) {
      throw new IllegalArgumentException(
          "two groups of two or more users are needed, but there were %d and %d"
              .formatted(treated.count(), control.count()));
    }
    return new Effect(
        treated.mean() - control.mean(),
        Math.sqrt(treated.variance() / treated.count() + control.variance() / control.count()),
        treated.count() + control.count());
  }

  /**
   * The interval for one look at a size fixed beforehand, by the normal approximation; for looks
   * while users arrive see {@code io.storeloop.algorithms.experiment}.
   *
   * @param confidence above 0 and below 1
   * @throws IllegalArgumentException if the confidence is outside its range
   */
  public Interval interval(double confidence) {
    return within(NormalDistribution.twoSidedQuantile(confidence));
  }

  /** The difference give or take so many standard errors. */
  public Interval within(double standardErrors) {
    double halfWidth = standardErrors * standardError;
    return new Interval(difference - halfWidth, difference + halfWidth);
  }
}
