package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.similarity.SparseEaseOptions;
import io.storeloop.algorithms.similarity.SparseEaseScorer;
import java.util.Arrays;
import java.util.LinkedHashMap;

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

  /** Models kept to score otherwise: mostly the best point's and the last one tried. */
  private static final int KEPT = 2;

  private static final double MULTIPLICATIONS_PER_SECOND_AND_THREAD = 2e9;
  private static final double CELLS_PER_SECOND_AND_THREAD = 6e7;
  private static final double PAIRS_PER_SECOND_AND_THREAD = 3e7;
  private static final double MEETINGS_PER_SECOND_AND_THREAD = 3e8;

  /** How much more popular those are that may speak for an item than items are. */
  private static final double POPULARITY_OF_CANDIDATES = 1.5;

  private final InteractionMatrix matrix;
  private final double[][] grid;
  private final int threads;
  private final LinkedHashMap<SparseEaseOptions, SparseEaseScorer> learnt = new LinkedHashMap<>();

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

  /** Whether learning twice fits into the time that is left. */
  static boolean affordable(InteractionMatrix matrix, double seconds, int threads) {
    return 2 * seconds(matrix) / threads < seconds;
  }

  /**
   * About how long one thread learns: the lists of neighbours, the equations' solution, the cells
   * of each item's candidates, and how often two candidates meet in a user, as if users chose
   * theirs by chance.
   */
  private static double seconds(InteractionMatrix matrix) {
    double pairs = CooccurrenceKernel.pairAdditions(matrix, CooccurrenceOptions.cosine());
    double ofAll = POPULARITY_OF_CANDIDATES * FIRST_LIMIT / Math.max(1, matrix.itemCount());
    return pairs / PAIRS_PER_SECOND_AND_THREAD
        + Math.pow(FIRST_LIMIT, 3) / 6 * matrix.itemCount() / MULTIPLICATIONS_PER_SECOND_AND_THREAD
        + POPULARITY_OF_CANDIDATES * FIRST_LIMIT * matrix.cellCount() / CELLS_PER_SECOND_AND_THREAD
        + ofAll * ofAll / 2 * matrix.itemCount() * pairs / MEETINGS_PER_SECOND_AND_THREAD;
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
    SparseEaseScorer scorer = learnt.get(options);
    if (scorer == null) {
      if (learnt.size() == KEPT) {
        learnt.pollFirstEntry();
      }
      scorer = SparseEaseScorer.learn(matrix, options, recency(point), threads);
      learnt.putLast(options, scorer);
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
