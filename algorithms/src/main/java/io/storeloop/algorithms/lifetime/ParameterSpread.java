package io.storeloop.algorithms.lifetime;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Where the parameters of a shop may lie: their logarithms are normal around the fitted ones, with
 * the inverse of the curvature of the posterior as covariance (Laplace). Directions of which the
 * data say nothing are held within a standard deviation of {@link #WIDEST}.
 *
 * <p>Source: Gelman et al., Bayesian Data Analysis, §4.1.
 */
public final class ParameterSpread<M> {
  /** On the scale of logarithms. */
  static final double WIDEST = 1.5;

  private final double[] centre;
  private final double[][] root;
  private final Function<double[], M> model;

  private ParameterSpread(double[] centre, double[][] root, Function<double[], M> model) {
    this.centre = centre;
    this.root = root;
    this.model = model;
  }

  /** Around a minimum of minus the logarithm of the posterior; {@code model} reads logarithms. */
  static <M> ParameterSpread<M> of(Minimum minimum, Function<double[], M> model) {
    int size = minimum.point().length;
    double[][] precision = new double[size][];
    for (int i = 0; i < size; i++) {
      precision[i] = minimum.curvature()[i].clone();
      precision[i][i] += 1 / (WIDEST * WIDEST);
    }
    return new ParameterSpread<>(minimum.point(), cholesky(precision), model);
  }

  /** Lower L with L Lᵀ = the precision; a pivot that curves the wrong way counts as flat. */
  private static double[][] cholesky(double[][] a) {
    double[][] lower = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1 / (WIDEST * WIDEST))) : sum / lower[j][j];
      }
    }
    return lower;
  }

  /** Draws a model that the data allow. */
  public M draw(RandomGenerator random) {
    return model.apply(logs(random));
  }

  /** The solution x of Lᵀ x = z is normal with covariance A⁻¹. */
  private double[] logs(RandomGenerator random) {
    int size = centre.length;
    double[] drawn = new double[size];
    for (int i = 0; i < size; i++) {
      drawn[i] = random.nextGaussian();
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        drawn[i] -= root[k][i] * drawn[k];
      }
      drawn[i] /= root[i][i];
    }
    for (int i = 0; i < size; i++) {
      drawn[i] = Math.clamp(drawn[i] + centre[i], -Minimiser.FURTHEST, Minimiser.FURTHEST);
    }
    return drawn;
  }
}
