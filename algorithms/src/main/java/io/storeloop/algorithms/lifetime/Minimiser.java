package io.storeloop.algorithms.lifetime;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Finds a minimum of a smooth function of a few parameters by BFGS with differences for
 * derivatives, from several starts, of which the best counts. Steps that leave the box of ±{@link
 * #FURTHEST} are cut off at its side. Deterministic; about 12 + 2 · parameters evaluations a step.
 *
 * <p>Source: Nocedal and Wright, Numerical Optimization, §6.1 (BFGS), §3.1 (backtracking), §8.1
 * (central differences).
 */
final class Minimiser {
  /** As logarithms: parameters beyond e^±12 mean that the data say nothing of them. */
  static final double FURTHEST = 12;

  private static final int MAX_STEPS = 200;
  private static final int MAX_HALVINGS = 40;
  private static final double DIFFERENCE = 1e-5;
  private static final double CURVATURE_DIFFERENCE = 1e-3;
  private static final double SMALL_GAIN = 1e-11;
  private static final double LONGEST_STEP = 2;
  private static final double ARMIJO = 1e-4;

  private final ToDoubleFunction<double[]> function;
  private final int size;

  private Minimiser(ToDoubleFunction<double[]> function, int size) {
    this.function = function;
    this.size = size;
  }

  /** The best of the minima reached from the starts, the first of equals. */
  static Minimum of(ToDoubleFunction<double[]> function, List<double[]> starts) {
    var minimiser = new Minimiser(function, starts.getFirst().length);
    double[] best = starts.getFirst();
    double least = Double.POSITIVE_INFINITY;
    for (double[] start : starts) {
      double[] point = minimiser.descend(start.clone());
      double value = minimiser.value(point);
      if (value < least) {
        least = value;
        best = point;
      }
    }
    return new Minimum(best, least, minimiser.curvature(best, least));
  }

  private double[] descend(double[] start) {
    double[] point = start;
    double value = value(point);
    double[] slope = slope(point);
    double[][] inverse = scaledIdentity(1 / Math.max(1, norm(slope)));
    boolean fresh = true;
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] direction = direction(inverse, slope);
      if (dot(direction, slope) >= 0) {
        inverse = scaledIdentity(1 / Math.max(1, norm(slope)));
        direction = direction(inverse, slope);
        fresh = true;
      }
      double[] next = search(point, value, slope, direction);
      double gain = value - value(next);
      if (gain <= SMALL_GAIN * (1 + Math.abs(value))) {
        if (fresh) {
          return gain > 0 ? next : point;
        }
        // differences may have spoilt the curvature: once more from the slope alone
        inverse = scaledIdentity(1 / Math.max(1, norm(slope)));
        fresh = true;
        continue;
      }
      double[] nextSlope = slope(next);
      update(inverse, minus(next, point), minus(nextSlope, slope), fresh);
      fresh = false;
      point = next;
      value -= gain;
      slope = nextSlope;
    }
    return point;
  }

  private double[] search(double[] point, double value, double[] slope, double[] direction) {
    double length = Math.min(1, LONGEST_STEP / Math.max(1e-300, norm(direction)));
    double fall = dot(slope, direction);
    for (int i = 0; i < MAX_HALVINGS; i++) {
      double[] next = moved(point, direction, length);
      if (value(next) <= value + ARMIJO * length * fall) {
        return next;
      }
      length /= 2;
    }
    return point;
  }

  /** Source: equation 6.17; the first update also sets the scale, equation 6.20. */
  private void update(double[][] inverse, double[] step, double[] change, boolean first) {
    double product = dot(step, change);
    if (product <= 1e-12 * norm(step) * norm(change)) {
      return;
    }
    if (first) {
      double scale = product / dot(change, change);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          inverse[i][j] = i == j ? scale : 0;
        }
      }
    }
    double[] turned = new double[size];
    for (int i = 0; i < size; i++) {
      turned[i] = dot(inverse[i], change);
    }
    double factor = (1 + dot(change, turned) / product) / product;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        inverse[i][j] +=
            factor * step[i] * step[j] - (turned[i] * step[j] + step[i] * turned[j]) / product;
      }
    }
  }

  private double value(double[] point) {
    double value = function.applyAsDouble(point);
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  private double[] slope(double[] point) {
    double[] slope = new double[size];
    for (int i = 0; i < size; i++) {
      slope[i] =
          (shifted(point, i, DIFFERENCE) - shifted(point, i, -DIFFERENCE)) / (2 * DIFFERENCE);
    }
    return slope;
  }

  private double shifted(double[] point, int i, double by) {
    double[] shifted = point.clone();
    shifted[i] += by;
    return value(shifted);
  }

  private double[][] curvature(double[] point, double value) {
    double h = CURVATURE_DIFFERENCE;
    double[][] curvature = new double[size][size];
    for (int i = 0; i < size; i++) {
      curvature[i][i] = (shifted(point, i, h) - 2 * value + shifted(point, i, -h)) / (h * h);
      for (int j = 0; j < i; j++) {
        double mixed = corner(point, i, j, h, h) + corner(point, i, j, -h, -h);
        mixed -= corner(point, i, j, h, -h) + corner(point, i, j, -h, h);
        curvature[i][j] = mixed / (4 * h * h);
        curvature[j][i] = curvature[i][j];
      }
    }
    return curvature;
  }

  private double corner(double[] point, int i, int j, double byI, double byJ) {
    double[] corner = point.clone();
    corner[i] += byI;
    corner[j] += byJ;
    return value(corner);
  }

  private double[] direction(double[][] inverse, double[] slope) {
    double[] direction = new double[size];
    for (int i = 0; i < size; i++) {
      direction[i] = -dot(inverse[i], slope);
    }
    return direction;
  }

  private double[] moved(double[] point, double[] direction, double length) {
    double[] moved = new double[size];
    for (int i = 0; i < size; i++) {
      moved[i] = Math.clamp(point[i] + length * direction[i], -FURTHEST, FURTHEST);
    }
    return moved;
  }

  private double[][] scaledIdentity(double scale) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = scale;
    }
    return matrix;
  }

  private static double[] minus(double[] one, double[] other) {
    double[] difference = one.clone();
    for (int i = 0; i < other.length; i++) {
      difference[i] -= other[i];
    }
    return difference;
  }

  private static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
