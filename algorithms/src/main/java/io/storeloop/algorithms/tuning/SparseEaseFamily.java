package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.similarity.SparseEaseOptions;
import io.storeloop.algorithms.similarity.SparseEaseScorer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * EASE^R over each item's neighbours, by its regularisation and their number; how a history fades
 * is tried without learning anew.
 */
final class SparseEaseFamily implements Family {
  private static final int FADING = 0;
  private static final int LATEST = 1;
  private static final int REGULARISATION = 2;
  private static final int LIMIT = 3;

  private static final double[] FADINGS = {0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1};
  private static final double[] LATESTS = {1, 3, 5, 10, 20, 50, 100, 300, History.MAX_ITEMS};
  private static final double[] REGULARISATIONS = {
    1, 2, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000
  };
  private static final double[] LIMITS = {50, 100};
  private static final int FIRST_LIMIT = 100;

  private static final double MULTIPLICATIONS_PER_SECOND_AND_THREAD = 2e9;
  private static final double CELLS_PER_SECOND_AND_THREAD = 6e7;

  /** How much more popular those are that may speak for an item than items are. */
  private static final double POPULARITY_OF_CANDIDATES = 1.5;

  private final InteractionMatrix matrix;
  private final double[][] grid;
  private final int threads;
  private @Nullable SparseEaseOptions learntOptions;
  private @Nullable SparseEaseScorer learnt;

  SparseEaseFamily(InteractionMatrix matrix, boolean ordered, SearchOptions options) {
    this.matrix = matrix;
    this.threads = options.threads();
    this.grid =
        new double[][] {
          ordered ? FADINGS : Grid.only(1),
          ordered ? LATESTS : Grid.only(History.MAX_ITEMS),
          REGULARISATIONS,
          Arrays.stream(LIMITS)
              .filter(limit ->
                  limit == LIMITS[0] || limit * matrix.itemCount() <= options.maxNeighbours())
              .toArray()
        };
  }

  /** Whether learning once fits into a part of the time that is left. */
  static boolean affordable(InteractionMatrix matrix, double seconds, int threads) {
    double multiplications = Math.pow(FIRST_LIMIT, 3) / 6 * matrix.itemCount();
    double cells = POPULARITY_OF_CANDIDATES * FIRST_LIMIT * matrix.cellCount();
    double estimate =
        multiplications / MULTIPLICATIONS_PER_SECOND_AND_THREAD
            + cells / CELLS_PER_SECOND_AND_THREAD;
    return estimate / threads < seconds / 4;
  }

  @Override
  public String name() {
    return "sparseEase";
  }

  @Override
  public double[][] grid() {
    return grid;
  }

  @Override
  public int[][] starts() {
    return new int[][] {Grid.places(grid, 0.9, History.MAX_ITEMS, 20, FIRST_LIMIT)};
  }

  @Override
  public ItemScorer fit(double[] point) throws InterruptedException {
    SparseEaseOptions options = options(point);
    SparseEaseScorer scorer = learnt;
    if (scorer == null || !options.equals(learntOptions)) {
      scorer = SparseEaseScorer.learn(matrix, options, recency(point), threads);
      learnt = scorer;
      learntOptions = options;
    }
    return scorer.with(recency(point));
  }

  @Override
  public HistoryRecipe recipe(double[] point) {
    return new HistoryRecipe.SparseEase(options(point), recency(point));
  }

  private static SparseEaseOptions options(double[] point) {
    return new SparseEaseOptions(point[REGULARISATION], (int) point[LIMIT]);
  }

  private static Recency recency(double[] point) {
    return new Recency(point[FADING], (int) point[LATEST]);
  }
}
