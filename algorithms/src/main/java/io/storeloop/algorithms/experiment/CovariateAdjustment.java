package io.storeloop.algorithms.experiment;

import io.storeloop.algorithms.inference.Effect;
import io.storeloop.algorithms.inference.JointMoments;

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
  /** Users an arm per covariate below which nothing is adjusted: slopes would be mostly noise. */
  public static final int FEWEST_USERS_PER_COVARIATE = 10;

  /** Whether both groups have the users that so many covariates need. */
  public static boolean hasEnough(JointMoments treated, JointMoments control) {
    long needed = (long) FEWEST_USERS_PER_COVARIATE * (treated.columns() - 1);
    return Math.min(treated.count(), control.count()) >= needed;
  }

  /**
   * CUPED, with one slope per covariate for both groups.
   *
   * <p>Source: Deng, Xu, Kohavi and Walker, Improving the Sensitivity of Online Controlled
   * Experiments by Utilizing Pre-Experiment Data, WSDM 2013, §3; several covariates by least
   * squares, slopes from the variation inside the groups. Each slope takes a degree of freedom and
   * adds its own error where the groups' covariates differ by chance, as in any least squares
   * (Seber and Lee, Linear Regression Analysis, 2003, §3.3 and §3.5).
   *
   * @throws IllegalArgumentException if the columns differ, there is no covariate, or a group does
   *     not {@linkplain #hasEnough have enough} users
   */
  public static CovariateAdjustment cuped(JointMoments treated, JointMoments control) {
    Effect plain = plain(treated, control);
    LeastSquares fit = LeastSquares.inside(treated, control);
    double[] away = new double[fit.slopes().length];
    double difference = plain.difference();
    for (int k = 0; k < away.length; k++) {
      away[k] = treated.mean(k + 1) - control.mean(k + 1);
      difference -= fit.slopes()[k] * away[k];
    }
    double ofTreated = fit.residuals(treated);
    double ofControl = fit.residuals(control);
    double n = plain.observations();
    double freedom = n - 2 - fit.rank();
    double variance =
        (ofTreated / (treated.count() - 1) / treated.count()
                    + ofControl / (control.count() - 1) / control.count())
                * (n - 2)
                / freedom
            + (ofTreated + ofControl) / freedom * fit.leverage(away);
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
   * (2021), for users drawn from a larger population. Degrees of freedom and errors of the slopes
   * as for {@link #cuped}, in each group by itself.
   *
   * @throws IllegalArgumentException as for {@link #cuped}
   */
  public static CovariateAdjustment interacted(JointMoments treated, JointMoments control) {
    Effect plain = plain(treated, control);
    LeastSquares ofTreated = LeastSquares.inside(treated);
    LeastSquares ofControl = LeastSquares.inside(control);
    int covariates = ofTreated.slopes().length;
    double n = plain.observations();
    double difference = plain.difference();
    double spread = 0;
    double[] treatedAway = new double[covariates];
    double[] controlAway = new double[covariates];
    double[] apart = new double[covariates];
    for (int k = 0; k < covariates; k++) {
      double mean =
          (treated.count() * treated.mean(k + 1) + control.count() * control.mean(k + 1)) / n;
      treatedAway[k] = treated.mean(k + 1) - mean;
      controlAway[k] = control.mean(k + 1) - mean;
      apart[k] = ofTreated.slopes()[k] - ofControl.slopes()[k];
      difference -= ofTreated.slopes()[k] * treatedAway[k];
      difference += ofControl.slopes()[k] * controlAway[k];
    }
    for (int k = 0; k < covariates; k++) {
      for (int j = 0; j < covariates; j++) {
        double products = treated.products(k + 1, j + 1) + control.products(k + 1, j + 1);
        spread += apart[k] * apart[j] * products / (n - 2);
      }
    }
    double variance =
        variance(treated, ofTreated, treatedAway)
            + variance(control, ofControl, controlAway)
            + Math.max(0, spread) / n;
    return new CovariateAdjustment(
        plain, new Effect(difference, Math.sqrt(variance), plain.observations()));
  }

  /** Of a group's outcome foretold at other covariates than the group's mean. */
  private static double variance(JointMoments group, LeastSquares fit, double[] away) {
    double residual = fit.residuals(group) / (group.count() - 1 - fit.rank());
    return residual * (1.0 / group.count() + fit.leverage(away));
  }

  /**
   * A mean of scores less what their control variates explain: numbers of the same users whose mean
   * is known to be 0, so that how far it is off by chance tells how far the scores are.
   *
   * <p>Column 0 of {@code scores} is the score, the others are the control variates, one at least.
   * The estimate is the intercept of the least squares of the score by the variates, ȳ − θᵀx̄, the
   * variance that of an intercept. As the slopes are of the same users, its bias is of the order
   * 1/n, far below its standard error.
   *
   * <p>Source: Owen, Monte Carlo Theory, Methods and Examples, 2013, §8.9, regression estimators.
   *
   * @throws IllegalArgumentException if there is no variate, or fewer than {@link
   *     #FEWEST_USERS_PER_COVARIATE} users for each
   */
  public static CovariateAdjustment controlled(JointMoments scores) {
    int variates = scores.columns() - 1;
    long n = scores.count();
    if (variates < 1 || n < (long) FEWEST_USERS_PER_COVARIATE * variates) {
      throw new IllegalArgumentException(
          "%d users are too few for %d control variates".formatted(n, variates));
    }
    LeastSquares fit = LeastSquares.inside(scores);
    double[] away = new double[variates];
    double mean = scores.mean(0);
    for (int k = 0; k < variates; k++) {
      away[k] = scores.mean(k + 1);
      mean -= fit.slopes()[k] * away[k];
    }
    return new CovariateAdjustment(
        new Effect(scores.mean(0), Math.sqrt(Math.max(0, scores.covariance(0, 0)) / n), n),
        new Effect(mean, Math.sqrt(variance(scores, fit, away)), n));
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
    if (!hasEnough(treated, control)) {
      throw new IllegalArgumentException(
          "%d covariates need %d users in each group, but there were %d and %d"
              .formatted(
                  treated.columns() - 1,
                  FEWEST_USERS_PER_COVARIATE * (treated.columns() - 1),
                  treated.count(),
                  control.count()));
    }
    return Effect.between(treated.column(0), control.column(0));
  }
}
