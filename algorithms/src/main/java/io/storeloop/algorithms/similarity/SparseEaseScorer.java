package io.storeloop.algorithms.similarity;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.workers.BlockWorkers;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * EASE^R in which only an item's most similar items may speak for it, so that catalogues of any
 * size can have it: each column of B is a ridge regression of its own.
 *
 * <pre>
 * C(j) = the items most like j by the cosine of their users, G = XᵀX
 * B_C(j),j = (G_C(j),C(j) + lambda·I)⁻¹ · G_C(j),j,  all other B_ij = 0
 * score(j) = Σ over the history: weight(i) · B_ij
 * </pre>
 *
 * With all other items as candidates it is {@link EaseScorer} exactly. Like that one it has
 * negative weights: it knows that one reason already contains another.
 *
 * <p>Time n · m³/6 multiplications for n items of m candidates, and for each item the cells of its
 * candidates and how often two of them meet in a user ({@link NeighbourhoodSystem}); then O(items +
 * H · m) per call. Memory 8 bytes per weight, 20 while it learns. Immutable; the same matrix and
 * options give the same bits on any number of threads.
 *
 * <p>Sources: Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019 (the model);
 * Ning and Karypis, SLIM: Sparse Linear Methods for Top-N Recommender Systems, ICDM 2011 (columns
 * learnt from a selection of similar items, fsSLIM). Departures from the latter: no ℓ₁ term and no
 * bound at 0, which leaves a solution in closed form; the history may fade with age ({@link
 * Recency}).
 */
public final class SparseEaseScorer implements ItemScorer {
  private static final int ITEMS_PER_BLOCK = 32;

  private final int[] rowStarts;
  private final int[] items;
  private final float[] weights;
  private final Recency recency;

  private SparseEaseScorer(int[] rowStarts, int[] items, float[] weights, Recency recency) {
    this.rowStarts = rowStarts;
    this.items = items;
    this.weights = weights;
    this.recency = recency;
  }

  /**
   * Learns the weights.
   *
   * @throws IllegalArgumentException if {@code threads} is below 1
   * @throws IllegalStateException if lambda is lost beside the weights of the cells in a double
   * @throws InterruptedException if the caller is interrupted; the work is given up
   */
  public static SparseEaseScorer learn(
      InteractionMatrix interactions, SparseEaseOptions options, Recency recency, int threads)
      throws InterruptedException {
    Neighbours candidates = CooccurrenceKernel.build(interactions, options.candidates(), threads);
    var view = new ItemView(interactions, options.maxUserItems());
    float[] weights = new float[candidates.entryCount()];
    int most = most(candidates);
    try (var workers = new BlockWorkers("sparse-ease", threads)) {
      var idle = new ConcurrentLinkedQueue<NeighbourhoodSystem>();
      workers.run(
          candidates.itemCount(),
          ITEMS_PER_BLOCK,
          (from, to) -> {
            NeighbourhoodSystem system = idle.poll();
            if (system == null) {
              system = new NeighbourhoodSystem(interactions, view, options.regularisation(), most);
            }
            for (int item = from; item < to; item++) {
              system.solve(item, candidates, weights);
            }
            idle.add(system);
          });
    }
    return bySource(candidates, weights, recency);
  }

  /**
   * The model of weights that were learnt before, as {@link #rowStarts}, {@link #items} and {@link
   * #weights} gave them. Takes over the arrays.
   *
   * @throws IllegalArgumentException if they do not fit together, a row does not name its items in
   *     ascending order, or a weight is no finite number
   */
  public static SparseEaseScorer of(
      int[] rowStarts, int[] items, float[] weights, Recency recency) {
    require(rowStarts.length > 0 && rowStarts[0] == 0, "row starts must begin with 0");
    require(
        items.length == weights.length && rowStarts[rowStarts.length - 1] == items.length,
        "row starts must end at the number of items and of weights");
    for (int row = 0; row + 1 < rowStarts.length; row++) {
      require(rowStarts[row] <= rowStarts[row + 1], "row starts must not fall");
    }
    for (int row = 0; row + 1 < rowStarts.length; row++) {
      int previous = -1;
      for (int entry = rowStarts[row]; entry < rowStarts[row + 1]; entry++) {
        require(
            items[entry] > previous && items[entry] < rowStarts.length - 1 && items[entry] != row,
            "a row must name other items of the matrix, ascending");
        require(Float.isFinite(weights[entry]), "weights must be finite");
        previous = items[entry];
      }
    }
    return new SparseEaseScorer(rowStarts, items, weights, recency);
  }

  /** The same weights over a history that fades otherwise. */
  public SparseEaseScorer with(Recency other) {
    return new SparseEaseScorer(rowStarts, items, weights, other);
  }

  @Override
  public int itemCount() {
    return rowStarts.length - 1;
  }

  /** Weight from one item to another, 0 where the first may not speak for it. */
  public float weight(int from, int to) {
    int entry = Arrays.binarySearch(items, rowStarts[from], rowStarts[from + 1], to);
    return entry < 0 ? 0 : weights[entry];
  }

  public Recency recency() {
    return recency;
  }

  /** Copy of where the rows start, one for each item that speaks, and where the last one ends. */
  public int[] rowStarts() {
    return rowStarts.clone();
  }

  /** Copy of the items spoken for, row after row, ascending in each. */
  public int[] items() {
    return items.clone();
  }

  /** Copy of the weights, one for each of {@link #items}. */
  public float[] weights() {
    return weights.clone();
  }

  @Override
  public void score(int[] history, int size, double[] scores) {
    score(LatestItems.of(history, size, recency, itemCount()), scores);
  }

  @Override
  public void score(int[] history, float[] interest, int size, double[] scores) {
    score(LatestItems.of(history, interest, size, recency, itemCount()), scores);
  }

  private void score(LatestItems latest, double[] scores) {
    Scores.require(scores, itemCount());
    Arrays.fill(scores, 0);
    for (int place = 0; place < latest.count; place++) {
      int from = latest.items[place];
      double weight = latest.weights[place];
      for (int entry = rowStarts[from]; entry < rowStarts[from + 1]; entry++) {
        scores[items[entry]] += weight * weights[entry];
      }
    }
  }

  @Override
  public double[][] contributions(int[] history, float[] interest, int size, int[] answers) {
    double[][] amounts = new double[answers.length][size];
    LatestItems latest = LatestItems.of(history, interest, size, recency, itemCount());
    for (int place = 0; place < latest.count; place++) {
      for (int answer = 0; answer < answers.length; answer++) {
        amounts[answer][latest.places[place]] =
            latest.weights[place] * weight(latest.items[place], answers[answer]);
      }
    }
    return amounts;
  }

  private static int most(Neighbours candidates) {
    int most = 0;
    for (int item = 0; item < candidates.itemCount(); item++) {
      most = Math.max(most, candidates.size(item));
    }
    return most;
  }

  /** Turns weights that lie by the item spoken for into rows of the items that speak. */
  private static SparseEaseScorer bySource(Neighbours candidates, float[] learnt, Recency recency) {
    int count = candidates.itemCount();
    int[] rowStarts = new int[count + 1];
    for (int entry = 0; entry < learnt.length; entry++) {
      rowStarts[candidates.item(entry) + 1]++;
    }
    for (int item = 0; item < count; item++) {
      rowStarts[item + 1] += rowStarts[item];
    }
    int[] next = Arrays.copyOf(rowStarts, count);
    int[] items = new int[learnt.length];
    float[] weights = new float[learnt.length];
    for (int item = 0; item < count; item++) {
      for (int entry = candidates.rowStart(item); entry < candidates.rowEnd(item); entry++) {
        int at = next[candidates.item(entry)]++;
        items[at] = item;
        weights[at] = learnt[entry];
      }
    }
    return new SparseEaseScorer(rowStarts, items, weights, recency);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
