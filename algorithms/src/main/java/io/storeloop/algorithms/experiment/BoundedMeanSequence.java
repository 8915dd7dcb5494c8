package io.storeloop.algorithms.experiment;

import io.storeloop.algorithms.inference.IncompleteBeta;
import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.inference.SampleMoments;

/**
 * Intervals for the mean of a bounded outcome that hold at every look together, from the first user
 * on and without any approximation: for rates, and for revenue with a cap.
 *
 * <p>For a mean p of values in [0, 1] the product of p'^x (1−p')^(1−x) / (p^x (1−p)^(1−x)) is a
 * supermartingale, since it is convex in x and has mean 1 for x in {0, 1}; mixed over a uniform p'
 * it is B(s + 1, n − s + 1) / (p^s (1−p)^(n−s)) with s the sum of the values, so n and s are all
 * that needs to be kept. It exceeds 1/α at any time with probability at most α (Ville); the
 * interval holds the p where it does not.
 *
 * <p>Source: Robbins, Statistical Methods Related to the Law of the Iterated Logarithm, Annals of
 * Mathematical Statistics 41 (1970); Howard, Ramdas, McAuliffe and Sekhon, Time-uniform
 * Nonparametric Nonasymptotic Confidence Sequences, Annals of Statistics 49 (2021), Prop. 7.
 *
 * @param confidence above 0.5 and below 1
 * @param least smallest value that can occur
 * @param most largest value that can occur, above {@code least}
 */
public record BoundedMeanSequence(double confidence, double least, double most) {

  /** Refuses values outside their ranges. */
  public BoundedMeanSequence {
    if (!(confidence > 0.5 && confidence < 1) || !(least < most)) {
      throw new IllegalArgumentException(
          "confidence must be above 0.5 and below 1 and least below most, but were %s, %s and %s"
              .formatted(confidence, least, most));
    }
  }

  /** For the share of users who did something. */
  public static BoundedMeanSequence ofRate(double confidence) {
    return new BoundedMeanSequence(confidence, 0, 1);
  }

  /**
   * The interval for the mean at this look, within the bounds.
   *
   * @throws IllegalArgumentException if the mean is out of bounds
   */
  public Interval interval(SampleMoments sample) {
    return interval(sample, 1 - confidence);
  }

  /**
   * The interval for the mean of the treated minus that of the control at this look; each group
   * gets half of the error.
   */
  public Interval difference(SampleMoments treated, SampleMoments control) {
    Interval first = interval(treated, (1 - confidence) / 2);
    Interval second = interval(control, (1 - confidence) / 2);
    return new Interval(first.lower() - second.upper(), first.upper() - second.lower());
  }

  private Interval interval(SampleMoments sample, double alpha) {
    double n = sample.count();
    double mean = n == 0 ? 0.5 : (sample.mean() - least) / (most - least);
    if (!(mean >= 0 && mean <= 1)) {
      throw new IllegalArgumentException(
          "the mean must be between %s and %s, but was %s".formatted(least, most, sample.mean()));
    }
    double yes = n * mean;
    double no = n - yes;
    double limit = IncompleteBeta.logBeta(yes + 1, no + 1) + Math.log(alpha);
    double lower = mean == 0 ? 0 : edge(yes, no, limit, mean, 0);
    double upper = mean == 1 ? 1 : edge(yes, no, limit, mean, 1);
    return new Interval(least + lower * (most - least), least + upper * (most - least));
  }

  /** Where between the mean and an end the likelihood falls to the limit; halves the bracket. */
  private static double edge(double yes, double no, double limit, double mean, double end) {
    double inside = mean;
    double outside = end;
    double middle = (inside + outside) / 2;
    while (middle != inside && middle != outside) {
      if (yes * Math.log(middle) + no * Math.log1p(-middle) >= limit) {
        inside = middle;
      } else {
        outside = middle;
      }
      middle = (inside + outside) / 2;
    }
    return outside;
  }
}
