package io.storeloop.algorithms.tuning;

import java.util.Arrays;

/**
 * Lists of candidates with their features and which of them were chosen, and the linear weights
 * under which the chosen ones come first.
 *
 * <p>Maximises the mean log-probability of the chosen under a softmax over each list, minus a
 * ridge; features are brought to one spread first. Full-batch gradient steps of Adam, a fixed
 * number of them, so the same lists give the same bits.
 *
 * <p>Sources: Cao et al., Learning to Rank: From Pairwise Approach to Listwise Approach, ICML 2007
 * (ListNet's top-one probability); Kingma and Ba, Adam, ICLR 2015.
 */
final class Lists {
  private static final int STEPS = 200;
  private static final double STEP_SIZE = 0.1;
  private static final double FIRST_MEMORY = 0.9;
  private static final double SECOND_MEMORY = 0.99;
  private static final double RIDGE = 1e-3;
  private static final double TINY = 1e-8;
  private static final double SMALLEST_SPREAD = 1e-6;

  private final int features;
  private float[][] values = new float[64][];
  private boolean[][] chosen = new boolean[64][];
  private int size;

  Lists(int features) {
    this.features = features;
  }

  int size() {
    return size;
  }

  /**
   * Adds a list.
   *
   * @param candidates features of the first candidate, then of the second, …
   * @param choices one per candidate, at least one of them true
   */
  void add(float[] candidates, boolean[] choices) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      chosen = Arrays.copyOf(chosen, 2 * size);
    }
    values[size] = candidates;
    chosen[size++] = choices;
  }

  /** Weights per feature, for features as they were added. */
  double[] weights() {
    double[] spreads = spreads();
    double[] weights = new double[features];
    double[] first = new double[features];
    double[] second = new double[features];
    for (int step = 1; step <= STEPS; step++) {
      double[] gradient = gradient(weights, spreads);
      for (int f = 0; f < features; f++) {
        first[f] = FIRST_MEMORY * first[f] + (1 - FIRST_MEMORY) * gradient[f];
        second[f] = SECOND_MEMORY * second[f] + (1 - SECOND_MEMORY) * gradient[f] * gradient[f];
        double mean = first[f] / (1 - Math.pow(FIRST_MEMORY, step));
        double square = second[f] / (1 - Math.pow(SECOND_MEMORY, step));
        weights[f] -= STEP_SIZE * mean / (Math.sqrt(square) + TINY);
      }
    }
    for (int f = 0; f < features; f++) {
      weights[f] /= spreads[f];
    }
    return weights;
  }

  /**
   * Standard deviation of each feature within the lists: what between lists differs says nothing.
   */
  private double[] spreads() {
    double[] squares = new double[features];
    long count = 0;
    for (int list = 0; list < size; list++) {
      int candidates = chosen[list].length;
      count += candidates;
      for (int f = 0; f < features; f++) {
        double mean = 0;
        for (int c = 0; c < candidates; c++) {
          mean += values[list][c * features + f];
        }
        mean /= candidates;
        for (int c = 0; c < candidates; c++) {
          double deviation = values[list][c * features + f] - mean;
          squares[f] += deviation * deviation;
        }
      }
    }
    double total = Math.max(1, count);
    return Arrays.stream(squares).map(sum -> spread(Math.sqrt(sum / total))).toArray();
  }

  /** A feature that does not differ within lists gets no weight, not the noise of rounding. */
  private static double spread(double deviation) {
    return deviation < SMALLEST_SPREAD ? Double.POSITIVE_INFINITY : deviation;
  }

  private double[] gradient(double[] weights, double[] spreads) {
    double[] scaled = new double[features];
    Arrays.setAll(scaled, f -> weights[f] / spreads[f]);
    double[] gradient = new double[features];
    for (int list = 0; list < size; list++) {
      addGradient(list, scaled, gradient);
    }
    for (int f = 0; f < features; f++) {
      gradient[f] = gradient[f] / spreads[f] / Math.max(1, size) + RIDGE * weights[f];
    }
    return gradient;
  }

  private void addGradient(int list, double[] scaled, double[] gradient) {
    float[] candidates = values[list];
    boolean[] choices = chosen[list];
    double[] shares = softmax(candidates, choices.length, scaled);
    int wanted = 0;
    for (boolean choice : choices) {
      wanted += choice ? 1 : 0;
    }
    for (int c = 0; c < choices.length; c++) {
      double error = shares[c] - (choices[c] ? 1.0 / wanted : 0);
      for (int f = 0; f < features; f++) {
        gradient[f] += error * candidates[c * features + f];
      }
    }
  }

  private double[] softmax(float[] candidates, int count, double[] scaled) {
    double[] scores = new double[count];
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < count; c++) {
      for (int f = 0; f < features; f++) {
        scores[c] += scaled[f] * candidates[c * features + f];
      }
      highest = Math.max(highest, scores[c]);
    }
    double sum = 0;
    for (int c = 0; c < count; c++) {
      scores[c] = Math.exp(scores[c] - highest);
      sum += scores[c];
    }
    for (int c = 0; c < count; c++) {
      scores[c] /= sum;
    }
    return scores;
  }
}
