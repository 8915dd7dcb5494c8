package io.storeloop.algorithms.similarity;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.workers.BlockWorkers;
import java.util.Arrays;

/**
 * EASE^R: the linear model from items to items that rebuilds every history best, without letting an
 * item explain itself. For small catalogues, up to {@link #MAX_ITEMS} items.
 *
 * <pre>
 * G = XᵀX + lambda·I,  P = G⁻¹,  B_ij = -P_ij / P_jj,  B_jj = 0
 * score(j) = Σ over the history: weight(i) · B_ij
 * </pre>
 *
 * X is users × items with the cells' weights. B is exact, dense, and has negative weights: unlike a
 * similarity it knows that one reason already contains another.
 *
 * <p>Time n³ floating operations for n items (a few seconds at 4,000, most of a minute at 8,000, on
 * two cores), then O(H · n) per call; memory 4 n² bytes, half as much again while it learns.
 * Immutable; the same matrix and options give the same bits on any number of threads.
 *
 * <p>Source: Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019, eq. 8.
 * Departure: the history may fade with age when it is scored ({@link Recency}), which the paper,
 * without times, does not consider.
 */
public final class EaseScorer implements ItemScorer {
  /** Beyond this the inverse takes minutes and its matrix gigabytes. */
  public static final int MAX_ITEMS = 8_000;

  private static final int ROWS_PER_BLOCK = 16;

  private final float[][] weights;
  private final Recency recency;

  private EaseScorer(float[][] weights, Recency recency) {
    this.weights = weights;
    this.recency = recency;
  }

  /**
   * Learns the weights.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_ITEMS} items, or {@code
   *     threads} is below 1
   * @throws InterruptedException if the caller is interrupted; the work is given up
   */
  public static EaseScorer learn(
      InteractionMatrix interactions, EaseOptions options, Recency recency, int threads)
      throws InterruptedException {
    if (interactions.itemCount() > MAX_ITEMS) {
      throw new IllegalArgumentException(
          "EASE is for at most %d items, but there are %d"
              .formatted(MAX_ITEMS, interactions.itemCount()));
    }
    try (var workers = new BlockWorkers("ease", threads)) {
      float[][] lower = gram(interactions, options, workers);
      SymmetricInverse.invert(lower, workers);
      return new EaseScorer(weights(lower, workers), recency);
    }
  }

  /**
   * The model of weights that were learnt before: items × items, a row for each item one comes
   * from. Takes over the arrays.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_ITEMS} items or the weights
   *     are no square of finite numbers
   */
  public static EaseScorer of(float[][] weights, Recency recency) {
    if (weights.length > MAX_ITEMS) {
      throw new IllegalArgumentException(
          "EASE is for at most %d items, but there are %d".formatted(MAX_ITEMS, weights.length));
    }
    for (float[] row : weights) {
      boolean fits = row.length == weights.length;
      for (float weight : row) {
        fits &= Float.isFinite(weight);
      }
      if (!fits) {
        throw new IllegalArgumentException("the weights must be a square of finite numbers");
      }
    }
    return new EaseScorer(weights, recency);
  }

  /** The same weights over a history that fades otherwise. */
  public EaseScorer with(Recency other) {
    return new EaseScorer(weights, other);
  }

  @Override
  public int itemCount() {
    return weights.length;
  }

  /** Weight from one item to another, 0 from an item to itself. */
  public float weight(int from, int to) {
    return weights[from][to];
  }

  public Recency recency() {
    return recency;
  }

  /** The weights from one item to all, not to be written to. */
  public float[] weightsFrom(int item) {
    return weights[item];
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    score(LatestItems.of(items, size, recency, itemCount()), scores);
  }

  @Override
  public void score(int[] items, float[] interest, int size, double[] scores) {
    score(LatestItems.of(items, interest, size, recency, itemCount()), scores);
  }

  private void score(LatestItems latest, double[] scores) {
    Scores.require(scores, itemCount());
    Arrays.fill(scores, 0);
    for (int place = 0; place < latest.count; place++) {
      float[] row = weights[latest.items[place]];
      double weight = latest.weights[place];
      for (int item = 0; item < scores.length; item++) {
        scores[item] += weight * row[item];
      }
    }
  }

  @Override
  public double[][] contributions(int[] items, float[] interest, int size, int[] answers) {
    double[][] amounts = new double[answers.length][size];
    LatestItems latest = LatestItems.of(items, interest, size, recency, itemCount());
    for (int place = 0; place < latest.count; place++) {
      float[] row = weights[latest.items[place]];
      for (int answer = 0; answer < answers.length; answer++) {
        amounts[answer][latest.places[place]] = latest.weights[place] * row[answers[answer]];
      }
    }
    return amounts;
  }

  private static float[][] gram(
      InteractionMatrix interactions, EaseOptions options, BlockWorkers workers)
      throws InterruptedException {
    var view = new ItemView(interactions, options.maxUserItems());
    float[][] lower = new float[interactions.itemCount()][];
    workers.run(
        lower.length,
        ROWS_PER_BLOCK,
        (from, to) -> {
          double[] sums = new double[lower.length];
          for (int item = from; item < to; item++) {
            lower[item] = gramRow(interactions, view, item, sums);
            lower[item][item] += (float) options.regularisation();
          }
        });
    return lower;
  }

  private static float[] gramRow(
      InteractionMatrix interactions, ItemView view, int item, double[] sums) {
    Arrays.fill(sums, 0, item + 1, 0);
    for (int at = view.starts[item]; at < view.starts[item + 1]; at++) {
      int user = view.users[at];
      double own = interactions.weight(view.cells[at]);
      for (int cell = view.rowFrom[user]; cell < view.rowTo[user]; cell++) {
        sums[interactions.item(cell)] += own * interactions.weight(cell);
      }
    }
    float[] row = new float[item + 1];
    for (int column = 0; column <= item; column++) {
      row[column] = (float) sums[column];
    }
    return row;
  }

  /** B from the lower triangle of P, row after row. */
  private static float[][] weights(float[][] lower, BlockWorkers workers)
      throws InterruptedException {
    int n = lower.length;
    float[][] result = new float[n][];
    workers.run(
        n,
        ROWS_PER_BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            result[i] = new float[n];
            for (int j = 0; j < n; j++) {
              float entry = j < i ? lower[i][j] : lower[j][i];
              result[i][j] = i == j ? 0 : -entry / lower[j][j];
            }
          }
        });
    return result;
  }
}
