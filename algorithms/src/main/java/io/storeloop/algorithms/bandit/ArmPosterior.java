package io.storeloop.algorithms.bandit;

import io.storeloop.algorithms.inference.IncompleteBeta;
import io.storeloop.algorithms.inference.NormalDistribution;
import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.algorithms.inference.SampleMoments;

/** What is believed of an arm's mean reward after what it has shown. */
public sealed interface ArmPosterior {
  double mean();

  double deviation();

  /** The density at x. */
  double density(double x);

  /** The probability that the arm's mean is at most x. */
  double cumulative(double x);

  /** The least value possible. */
  double least();

  /** The largest value possible. */
  double most();

  /** A rate of which nothing is known yet: uniform over [0, 1]. */
  static ArmPosterior unknownRate() {
    return new Beta(1, 1);
  }

  /** A rate after successes and trials, from a uniform prior. */
  static ArmPosterior of(Proportion shown) {
    return new Beta(1.0 + shown.successes(), 1.0 + shown.trials() - shown.successes());
  }

  /**
   * A mean after rewards of any kind, by the normal approximation, from a normal prior that counts
   * like one reward.
   *
   * @param priorMean before any reward
   * @param priorDeviation above 0; the deviation of rewards where fewer than two were shown
   */
  static ArmPosterior of(SampleMoments shown, double priorMean, double priorDeviation) {
    double deviation =
        shown.count() < 2 || shown.squares() == 0 ? priorDeviation : Math.sqrt(shown.variance());
    double n = shown.count() + 1.0;
    return new Normal((shown.mean() * shown.count() + priorMean) / n, deviation / Math.sqrt(n));
  }

  /**
   * Of a rate.
   *
   * @param a 1 or more
   * @param b 1 or more
   */
  record Beta(double a, double b) implements ArmPosterior {
    /** Refuses parameters below 1. */
    public Beta {
      if (!(a >= 1 && b >= 1)) {
        throw new IllegalArgumentException(
            "a and b must be 1 or more, but were %s and %s".formatted(a, b));
      }
    }

    @Override
    public double mean() {
      return a / (a + b);
    }

    @Override
    public double deviation() {
      return Math.sqrt(a * b / (a + b + 1)) / (a + b);
    }

    @Override
    public double density(double x) {
      if (x <= 0 || x >= 1) {
        boolean flat = x <= 0 ? a == 1 : b == 1;
        return x < 0 || x > 1 || !flat ? 0 : x <= 0 ? b : a;
      }
      return Math.exp(
          (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - IncompleteBeta.logBeta(a, b));
    }

    @Override
    public double cumulative(double x) {
      return IncompleteBeta.regularised(Math.clamp(x, 0.0, 1.0), a, b);
    }

    @Override
    public double least() {
      return 0;
    }

    @Override
    public double most() {
      return 1;
    }
  }

  /**
   * Of a mean.
   *
   * @param deviation above 0
   */
  record Normal(double mean, double deviation) implements ArmPosterior {
    /** Refuses a deviation of 0. */
    public Normal {
      if (!(deviation > 0) || Double.isNaN(mean)) {
        throw new IllegalArgumentException(
            "mean must be a number and deviation above 0, but were %s and %s"
                .formatted(mean, deviation));
      }
    }

    @Override
    public double density(double x) {
      return NormalDistribution.density((x - mean) / deviation) / deviation;
    }

    @Override
    public double cumulative(double x) {
      return NormalDistribution.cumulative((x - mean) / deviation);
    }

    @Override
    public double least() {
      return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double most() {
      return Double.POSITIVE_INFINITY;
    }
  }
}
