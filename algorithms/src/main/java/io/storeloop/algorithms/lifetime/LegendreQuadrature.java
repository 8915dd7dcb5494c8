package io.storeloop.algorithms.lifetime;

/**
 * The integral of a smooth function, as a weighted sum over {@link #NODES} points of the range.
 *
 * <p>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 25.4.29 (Gauss); the points
 * by Newton's method from 22.16.6.
 */
final class LegendreQuadrature {
  static final int NODES = 32;

  private static final int NEWTON_STEPS = 8;
  private static final double[] POINTS = new double[NODES];
  private static final double[] WEIGHTS = new double[NODES];

  static {
    for (int i = 0; i < NODES; i++) {
      place(i);
    }
  }

  private LegendreQuadrature() {}

  /** The i-th point between two ends. */
  static double point(int i, double from, double to) {
    return (from + to) / 2 + (to - from) / 2 * POINTS[i];
  }

  /** What the function at that point counts. */
  static double weight(int i, double from, double to) {
    return (to - from) / 2 * WEIGHTS[i];
  }

  private static void place(int i) {
    double x = Math.cos(Math.PI * (i + 0.75) / (NODES + 0.5));
    double slope = 1;
    for (int step = 0; step < NEWTON_STEPS; step++) {
      double before = 1;
      double value = x;
      for (int n = 2; n <= NODES; n++) {
        double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
        before = value;
        value = next;
      }
      slope = NODES * (x * value - before) / (x * x - 1);
      x -= value / slope;
    }
    POINTS[i] = x;
    WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
  }
}
