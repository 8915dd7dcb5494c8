package io.storeloop.algorithms.ranking;

import io.storeloop.algorithms.linear.Cholesky;
import java.util.Arrays;

/**
 * The probability of yes as a logistic function of a weighted sum of features.
 *
 * <p>Features are scaled to mean 0 and deviation 1 of the training rows, then Newton's method finds
 * the maximum of the likelihood minus l2 / 2 · Σ w², which is unique, so the result depends on
 * nothing else; the intercept is not shrunk. O(rows · features²) a step, about ten steps.
 * Immutable.
 *
 * <p>Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, §4.4.
 */
public final class LogisticRegression {
  private static final int MAX_STEPS = 30;
  private static final double SMALL_STEP = 1e-6;

  /** Keeps the curvature above 0 where the fit is nearly sure. */
  private static final double LEAST_CURVATURE = 1e-9;

  private static final double LEAST_VARIANCE = 1e-12;

  private final double[] means;
  private final double[] scales;
  private final double[] weights;

  private LogisticRegression(double[] means, double[] scales) {
    this.means = means;
    this.scales = scales;
    this.weights = new double[means.length + 1];
  }

  /**
   * Learns.
   *
   * @param rows rows × features, flat
   * @param labels one per row
   * @param l2 0 or more: how strongly weights are drawn to 0
   * @throws IllegalArgumentException if the sizes do not fit or {@code l2} is negative
   */
  public static LogisticRegression fit(
      float[] rows, int featureCount, boolean[] labels, double l2) {
    if (featureCount < 1 || rows.length != (long) labels.length * featureCount || !(l2 >= 0)) {
      throw new IllegalArgumentException(
          "rows must be labels × features and l2 0 or more, but were %d, %d × %d and %s"
              .formatted(rows.length, labels.length, featureCount, l2));
    }
    var model = scaled(rows, featureCount);
    boolean moving = labels.length > 0;
    for (int step = 0; step < MAX_STEPS && moving; step++) {
      moving = model.newtonStep(rows, labels, l2) > SMALL_STEP;
    }
    return model;
  }

  private static LogisticRegression scaled(float[] rows, int features) {
    double[] means = new double[features];
    double[] scales = new double[features];
    int count = rows.length / features;
    for (int i = 0; i < rows.length; i++) {
      means[i % features] += rows[i] / (double) count;
    }
    for (int i = 0; i < rows.length; i++) {
      double away = rows[i] - means[i % features];
      scales[i % features] += away * away / count;
    }
    for (int feature = 0; feature < features; feature++) {
      // a feature that never changes says nothing
      scales[feature] = scales[feature] < LEAST_VARIANCE ? 0 : 1 / Math.sqrt(scales[feature]);
    }
    return new LogisticRegression(means, scales);
  }

  /** Moves the weights; returns the largest move. */
  private double newtonStep(float[] rows, boolean[] labels, double l2) {
    int size = weights.length;
    double[] gradient = new double[size];
    double[][] curvature = new double[size][size];
    double[] row = new double[size];
    for (int i = 0; i < labels.length; i++) {
      double probability = logistic(load(rows, i, row));
      double error = (labels[i] ? 1 : 0) - probability;
      double weight = probability * (1 - probability);
      for (int a = 0; a < size; a++) {
        gradient[a] += error * row[a];
        double scaled = weight * row[a];
        for (int b = 0; b <= a; b++) {
          curvature[a][b] += scaled * row[b];
        }
      }
    }
    for (int a = 0; a < size; a++) {
      boolean intercept = a == size - 1;
      gradient[a] -= intercept ? 0 : l2 * weights[a];
      curvature[a][a] += (intercept ? 0 : l2) + LEAST_CURVATURE;
    }
    return move(Cholesky.solve(curvature, gradient));
  }

  private double move(double[] step) {
    double largest = 0;
    for (int a = 0; a < step.length; a++) {
      weights[a] += step[a];
      largest = Math.max(largest, Math.abs(step[a]));
    }
    return largest;
  }

  /** Scales a row, with 1 for the intercept behind it; returns its weighted sum. */
  private double load(float[] rows, int index, double[] row) {
    int features = means.length;
    double sum = weights[features];
    for (int feature = 0; feature < features; feature++) {
      row[feature] = (rows[index * features + feature] - means[feature]) * scales[feature];
      sum += weights[feature] * row[feature];
    }
    row[features] = 1;
    return sum;
  }

  /** Probabilities in (0, 1), one per row. */
  public double[] probabilities(float[] rows) {
    double[] probabilities = new double[rows.length / means.length];
    double[] row = new double[weights.length];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = logistic(load(rows, i, row));
    }
    return probabilities;
  }

  /**
   * What each feature adds to {@link #base} for one row, weight · (value − mean) in log odds:
   * together exactly the {@link #margin}.
   */
  public double[] contributions(float[] row) {
    double[] contributions = new double[means.length];
    for (int feature = 0; feature < contributions.length; feature++) {
      contributions[feature] = weights[feature] * (row[feature] - means[feature]) * scales[feature];
    }
    return contributions;
  }

  /** The log odds of one row. */
  public double margin(float[] row) {
    return load(row, 0, new double[weights.length]);
  }

  /** The log odds of a row in which every feature has its mean. */
  public double base() {
    return weights[means.length];
  }

  /** The numbers the model is made of, to be stored. */
  public Parameters parameters() {
    return new Parameters(means.clone(), scales.clone(), weights.clone());
  }

  /**
   * The model of stored numbers.
   *
   * @throws IllegalArgumentException if their sizes do not fit
   */
  public static LogisticRegression of(Parameters parameters) {
    int features = parameters.means().length;
    if (parameters.scales().length != features || parameters.weights().length != features + 1) {
      throw new IllegalArgumentException("sizes must fit to %d features".formatted(features));
    }
    var model = new LogisticRegression(parameters.means().clone(), parameters.scales().clone());
    System.arraycopy(parameters.weights(), 0, model.weights, 0, features + 1);
    return model;
  }

  /**
   * What a model is made of.
   *
   * @param means by feature
   * @param scales by feature, 1 / deviation, 0 for a feature that never changes
   * @param weights by feature, per deviation, the intercept behind them
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers to be stored, compared by nobody
  public record Parameters(double[] means, double[] scales, double[] weights) {}

  /** What one deviation of each feature adds to the log odds. */
  public double[] weights() {
    return Arrays.copyOf(weights, means.length);
  }

  private static double logistic(double sum) {
    return 1 / (1 + Math.exp(-sum));
  }
}
