package io.storeloop.algorithms.experiment;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.algorithms.linear.Cholesky;

/**
 * An effect from which is taken what was known of the users before the experiment began: the same
 * effect, less noise. The variance falls by the share that the covariates explain, with one by its
 * squared correlation.
 *
 * <p>Everything is computed from {@link JointMoments} whose column 0 is the outcome and whose other
 * columns are the covariates. These must be known before the assignment, or the effect itself is
 * adjusted away.
 *
 * @param plain difference in means
 * @param adjusted the same of the outcome less what the covariates foretell
 */
public record CovariateAdjustment(Effect plain, Effect adjusted) {
  /** Relative to a covariate's variance; keeps the system solvable where covariates repeat. */
  private static final double LEAST_RIDGE = 1e-9;

  /**
   * CUPED, with one slope per covariate for both groups.
   *
   * <p>Source: Deng, Xu, Kohavi and Walker, Improving the Sensitivity of Online Controlled
   * Experiments by Utilizing Pre-Experiment Data, WSDM 2013, §3; several covariates by least
   * squares, slopes from the variation inside the groups.
   *
   * @throws IllegalArgumentException if the columns differ, there is no covariate, or a group has
   *     fewer than two users
   */
  public static CovariateAdjustment cuped(JointMoments treated, JointMoments control) {
    Effect plain = plain(treated, control);
    double[] slopes = slopes(treated, control);
    double difference = plain.difference();
    for (int k = 0; k < slopes.length; k++) {
      difference -= slopes[k] * (treated.mean(k + 1) - control.mean(k + 1));
    }
    double variance =
        residualVariance(treated, slopes) / treated.count()
            + residualVariance(control, slopes) / control.count();
    return new CovariateAdjustment(
        plain, new Effect(difference, Math.sqrt(variance), plain.observations()));
  }

  /**
   * Regression adjustment with slopes of its own for each group, never less precise than the plain
   * difference in the limit, also where the effect depends on the covariates and groups differ in
   * size.
   *
   * <p>Source: Lin, Agnostic Notes on Regression Adjustments to Experimental Data, Annals of
   * Applied Statistics 7 (2013), §4; with the term of Negi and Wooldridge, Econometric Reviews 40
   * (2021), for users drawn from a larger population.
   *
   * @throws IllegalArgumentException as for {@link #cuped}
   */
  public static CovariateAdjustment interacted(JointMoments treated, JointMoments control) {
    Effect plain = plain(treated, control);
    double[] ofTreated = slopes(treated);
    double[] ofControl = slopes(control);
    double n = plain.observations();
    double difference = plain.difference();
    double spread = 0;
    for (int k = 0; k < ofTreated.length; k++) {
      double mean =
          (treated.count() * treated.mean(k + 1) + control.count() * control.mean(k + 1)) / n;
      difference -= ofTreated[k] * (treated.mean(k + 1) - mean);
      difference += ofControl[k] * (control.mean(k + 1) - mean);
      for (int j = 0; j < ofTreated.length; j++) {
        double products = treated.products(k + 1, j + 1) + control.products(k + 1, j + 1);
        spread +=
            (ofTreated[k] - ofControl[k]) * (ofTreated[j] - ofControl[j]) * products / (n - 2);
      }
    }
    double variance =
        residualVariance(treated, ofTreated) / treated.count()
            + residualVariance(control, ofControl) / control.count()
            + Math.max(0, spread) / n;
    return new CovariateAdjustment(
        plain, new Effect(difference, Math.sqrt(variance), plain.observations()));
  }

  /** The share of the variance of the effect that is gone, at most 1; 0 where there was none. */
  public double varianceReduction() {
    double before = plain.standardError() * plain.standardError();
    double after = adjusted.standardError() * adjusted.standardError();
    return before == 0 ? 0 : 1 - after / before;
  }

  private static Effect plain(JointMoments treated, JointMoments control) {
    if (treated.columns() != control.columns() || treated.columns() < 2) {
      throw new IllegalArgumentException(
          "both groups need the same outcome and covariates, but had %d and %d columns"
              .formatted(treated.columns(), control.columns()));
    }
    return Effect.between(treated.column(0), control.column(0));
  }

  /** Least squares inside the groups, whose own means are taken off. */
  private static double[] slopes(JointMoments... groups) {
    int covariates = groups[0].columns() - 1;
    double[][] squares = new double[covariates][covariates];
    double[] towards = new double[covariates];
    for (int k = 0; k < covariates; k++) {
      for (JointMoments group : groups) {
        towards[k] += group.products(0, k + 1);
        for (int j = 0; j <= k; j++) {
          squares[k][j] += group.products(k + 1, j + 1);
        }
      }
      squares[k][k] = squares[k][k] == 0 ? 1 : squares[k][k] * (1 + LEAST_RIDGE);
    }
    return Cholesky.solve(squares, towards);
  }

  private static double residualVariance(JointMoments group, double[] slopes) {
    double squares = group.products(0, 0);
    for (int k = 0; k < slopes.length; k++) {
      squares -= 2 * slopes[k] * group.products(0, k + 1);
      for (int j = 0; j < slopes.length; j++) {
        squares += slopes[k] * slopes[j] * group.products(k + 1, j + 1);
      }
    }
    return Math.max(0, squares) / (group.count() - 1);
  }
}
