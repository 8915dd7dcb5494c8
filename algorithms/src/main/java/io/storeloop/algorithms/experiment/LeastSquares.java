package io.storeloop.algorithms.experiment;

import io.storeloop.algorithms.inference.JointMoments;
import io.storeloop.algorithms.linear.Cholesky;

/**
 * An outcome foretold by covariates inside groups, whose own means are taken off: column 0 of the
 * moments by the others.
 *
 * @param slopes per covariate
 * @param squares Σ of products of the covariates inside the groups, the lower half
 * @param rank how many covariates say something that those before them do not
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to be worked with, compared by nobody
record LeastSquares(double[] slopes, double[][] squares, int rank) {
  /** Relative to a covariate's variance; keeps the system solvable where covariates repeat. */
  private static final double LEAST_RIDGE = 1e-9;

  /** A covariate of which less is its own repeats others. */
  private static final double LEAST_OWN_SHARE = 1e-7;

  static LeastSquares inside(JointMoments... groups) {
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
    }
    return new LeastSquares(
        Cholesky.solve(solvable(squares), towards), squares, rank(copy(squares)));
  }

  /** Σ of squares of what the slopes leave unexplained in a group. */
  double residuals(JointMoments group) {
    double left = group.products(0, 0);
    for (int k = 0; k < slopes.length; k++) {
      left -= 2 * slopes[k] * group.products(0, k + 1);
      for (int j = 0; j < slopes.length; j++) {
        left += slopes[k] * slopes[j] * group.products(k + 1, j + 1);
      }
    }
    return Math.max(0, left);
  }

  /** away' S⁻¹ away: variance of slopes · away in units of the residual variance. */
  double leverage(double[] away) {
    double[] varying = away.clone();
    for (int k = 0; k < varying.length; k++) {
      varying[k] = squares[k][k] == 0 ? 0 : varying[k];
    }
    double[] solved = Cholesky.solve(solvable(squares), varying);
    double sum = 0;
    for (int k = 0; k < varying.length; k++) {
      sum += varying[k] * solved[k];
    }
    return Math.max(0, sum);
  }

  private static double[][] solvable(double[][] squares) {
    double[][] ridged = copy(squares);
    for (int k = 0; k < ridged.length; k++) {
      ridged[k][k] = ridged[k][k] == 0 ? 1 : ridged[k][k] * (1 + LEAST_RIDGE);
    }
    return ridged;
  }

  private static double[][] copy(double[][] squares) {
    double[][] copy = new double[squares.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = squares[k].clone();
    }
    return copy;
  }

  /** Cholesky's factor, passing over those that repeat; overwrites. */
  private static int rank(double[][] a) {
    int rank = 0;
    for (int i = 0; i < a.length; i++) {
      double whole = a[i][i];
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        if (i == j) {
          boolean own = sum > LEAST_OWN_SHARE * whole;
          a[i][i] = own ? Math.sqrt(sum) : 0;
          rank += own ? 1 : 0;
        } else {
          a[i][j] = a[j][j] == 0 ? 0 : sum / a[j][j];
        }
      }
    }
    return rank;
  }
}
