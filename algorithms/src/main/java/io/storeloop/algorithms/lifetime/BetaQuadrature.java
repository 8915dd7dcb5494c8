package io.storeloop.algorithms.lifetime;

import java.util.function.DoubleUnaryOperator;

/**
 * The mean of a smooth function of a Beta(a, b) variable, as a weighted sum over {@link #NODES}
 * points: exact for polynomials up to degree 2 · {@link #NODES} - 1. Immutable.
 *
 * <p>Source: Golub and Welsch, Calculation of Gauss Quadrature Rules, Mathematics of Computation 23
 * (1969): points are the eigenvalues of the Jacobi matrix, weights the squared first components of
 * its eigenvectors, by the implicit QL algorithm.
 */
final class BetaQuadrature {
  static final int NODES = 24;

  private static final int MAX_SWEEPS = 60;

  private final double[] points;
  private final double[] weights = new double[NODES];

  BetaQuadrature(double a, double b) {
    this.points = diagonal(a, b);
    double[] off = offDiagonal(a, b);
    double[] first = new double[NODES];
    first[0] = 1;
    for (int row = 0; row < NODES; row++) {
      int sweeps = 0;
      for (int end = block(row, off); end != row; end = block(row, off)) {
        if (sweeps++ == MAX_SWEEPS) {
          throw new IllegalStateException("no quadrature for Beta(%s, %s)".formatted(a, b));
        }
        sweep(row, end, off, first);
      }
    }
    for (int i = 0; i < NODES; i++) {
      points[i] = Math.clamp((1 + points[i]) / 2, 0, 1);
      weights[i] = first[i] * first[i];
    }
  }

  double mean(DoubleUnaryOperator function) {
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += weights[i] * function.applyAsDouble(points[i]);
    }
    return sum;
  }

  private static double[] diagonal(double a, double b) {
    double[] diagonal = new double[NODES];
    diagonal[0] = (a - b) / (a + b);
    for (int n = 1; n < NODES; n++) {
      double sum = 2 * n + a + b - 2;
      diagonal[n] = (a - b) * (a + b - 2) / (sum * (sum + 2));
    }
    return diagonal;
  }

  private static double[] offDiagonal(double a, double b) {
    double[] off = new double[NODES];
    off[0] = Math.sqrt(4 * a * b / ((a + b) * (a + b) * (a + b + 1)));
    for (int n = 2; n < NODES; n++) {
      double sum = 2 * n + a + b - 2;
      double top = 4 * n * (n + a - 1) * (n + b - 1) * (n + a + b - 2);
      off[n - 1] = Math.sqrt(top / (sum * sum * (sum * sum - 1)));
    }
    return off;
  }

  /** Last row of the block that begins with a row and is not yet diagonal. */
  private int block(int row, double[] off) {
    int end = row;
    while (end < NODES - 1) {
      double size = Math.abs(points[end]) + Math.abs(points[end + 1]);
      if (Math.abs(off[end]) <= Math.ulp(size)) {
        break;
      }
      end++;
    }
    return end;
  }

  private void sweep(int row, int end, double[] off, double[] first) {
    double g = (points[row + 1] - points[row]) / (2 * off[row]);
    double r = Math.hypot(g, 1);
    g = points[end] - points[row] + off[row] / (g + Math.copySign(r, g));
    double s = 1;
    double c = 1;
    double p = 0;
    for (int i = end - 1; i >= row; i--) {
      double f = s * off[i];
      double b = c * off[i];
      r = Math.hypot(f, g);
      off[i + 1] = r;
      if (r == 0) {
        points[i + 1] -= p;
        off[end] = 0;
        return;
      }
      s = f / r;
      c = g / r;
      g = points[i + 1] - p;
      r = (points[i] - g) * s + 2 * c * b;
      p = s * r;
      points[i + 1] = g + p;
      g = c * r - b;
      double next = first[i + 1];
      first[i + 1] = s * first[i] + c * next;
      first[i] = c * first[i] - s * next;
    }
    points[row] -= p;
    off[row] = g;
    off[end] = 0;
  }
}
