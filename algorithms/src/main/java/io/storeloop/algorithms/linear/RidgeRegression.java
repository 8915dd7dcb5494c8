package io.storeloop.algorithms.linear;

/**
 * A number as a weighted sum of features.
 *
 * <p>Features are scaled to mean 0 and deviation 1 of the training rows; the weights minimise Σ (y
 * − ŷ)² + l2 · Σ w², the intercept is not shrunk. O(rows · features² + features³). Immutable.
 *
 * <p>Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, §3.4.1.
 */
public final class RidgeRegression {
  private static final double LEAST_VARIANCE = 1e-12;

  /** Keeps the system solvable where features repeat each other; in deviations, so harmless. */
  private static final double LEAST_RIDGE = 1e-6;

  private final double[] means;
  private final double[] scales;
  private final double[] weights;
  private final double intercept;

  private RidgeRegression(double[] means, double[] scales, double[] weights, double intercept) {
    this.means = means;
    this.scales = scales;
    this.weights = weights;
    this.intercept = intercept;
  }

  /**
   * Learns.
   *
   * @param rows rows × features, flat, at least one row
   * @param values one per row
   * @param l2 0 or more
   * @throws IllegalArgumentException if the sizes do not fit or {@code l2} is negative
   */
  public static RidgeRegression fit(float[] rows, int features, double[] values, double l2) {
    int count = values.length;
    if (features < 1 || count < 1 || rows.length != (long) count * features || !(l2 >= 0)) {
      throw new IllegalArgumentException(
          "rows must be values × features and l2 0 or more, but were %d, %d × %d and %s"
              .formatted(rows.length, count, features, l2));
    }
    double[] means = new double[features];
    double[] scales = new double[features];
    for (int i = 0; i < rows.length; i++) {
      means[i % features] += rows[i] / (double) count;
    }
    for (int i = 0; i < rows.length; i++) {
      double away = rows[i] - means[i % features];
      scales[i % features] += away * away / count;
    }
    for (int feature = 0; feature < features; feature++) {
      scales[feature] = scales[feature] < LEAST_VARIANCE ? 0 : 1 / Math.sqrt(scales[feature]);
    }
    double intercept = 0;
    for (double value : values) {
      intercept += value / count;
    }
    double[] weights = weights(rows, means, scales, values, intercept, l2);
    return new RidgeRegression(means, scales, weights, intercept);
  }

  private static double[] weights(
      float[] rows, double[] means, double[] scales, double[] values, double mean, double l2) {
    int features = means.length;
    double[][] squares = new double[features][features];
    double[] towards = new double[features];
    double[] row = new double[features];
    for (int i = 0; i < values.length; i++) {
      for (int a = 0; a < features; a++) {
        row[a] = (rows[i * features + a] - means[a]) * scales[a];
        towards[a] += row[a] * (values[i] - mean);
        for (int b = 0; b <= a; b++) {
          squares[a][b] += row[a] * row[b];
        }
      }
    }
    for (int a = 0; a < features; a++) {
      squares[a][a] += l2 + LEAST_RIDGE;
    }
    return Cholesky.solve(squares, towards);
  }

  /** What each row is expected to be. */
  public double[] predictions(float[] rows) {
    int features = means.length;
    double[] predictions = new double[rows.length / features];
    for (int i = 0; i < predictions.length; i++) {
      predictions[i] = intercept;
      for (int a = 0; a < features; a++) {
        predictions[i] += weights[a] * (rows[i * features + a] - means[a]) * scales[a];
      }
    }
    return predictions;
  }

  /** The numbers the model is made of, to be stored. */
  public Parameters parameters() {
    return new Parameters(means.clone(), scales.clone(), weights.clone(), intercept);
  }

  /**
   * The model of stored numbers.
   *
   * @throws IllegalArgumentException if their sizes do not fit
   */
  public static RidgeRegression of(Parameters parameters) {
    int features = parameters.means().length;
    if (parameters.scales().length != features || parameters.weights().length != features) {
      throw new IllegalArgumentException("sizes must fit to %d features".formatted(features));
    }
    return new RidgeRegression(
        parameters.means().clone(),
        parameters.scales().clone(),
        parameters.weights().clone(),
        parameters.intercept());
  }

  /**
   * What a model is made of.
   *
   * @param means by feature
   * @param scales by feature, 1 / deviation, 0 for a feature that never changes
   * @param weights by feature, per deviation
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers to be stored, compared by nobody
  public record Parameters(double[] means, double[] scales, double[] weights, double intercept) {}
}
