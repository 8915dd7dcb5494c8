package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.EaseOptions;
import io.storeloop.algorithms.similarity.EaseScorer;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Recency;
import org.jspecify.annotations.Nullable;

/** EASE^R by its regularisation; how a history fades is tried without learning anew. */
final class EaseFamily implements Family {
  private static final int FADING = 0;
  private static final int LATEST = 1;
  private static final int REGULARISATION = 2;

  private static final double[] FADINGS = {0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1};
  private static final double[] LATESTS = {1, 3, 5, 10, 20, 50, 100, 300, History.MAX_ITEMS};
  private static final double[] REGULARISATIONS = {
    1, 3, 10, 20, 50, 100, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000
  };
  private static final double FLOATING_OPERATIONS_PER_SECOND_AND_THREAD = 3e9;

  private final InteractionMatrix matrix;
  private final double[][] grid;
  private final int threads;
  private double learntRegularisation = Double.NaN;
  private @Nullable EaseScorer learnt;

  EaseFamily(InteractionMatrix matrix, boolean ordered, int threads) {
    this.matrix = matrix;
    this.threads = threads;
    this.grid =
        new double[][] {
          ordered ? FADINGS : Grid.only(1),
          ordered ? LATESTS : Grid.only(History.MAX_ITEMS),
          REGULARISATIONS
        };
  }

  /** Whether learning once fits into a part of the time that is left. */
  static boolean affordable(int itemCount, double seconds, int threads) {
    double cube = Math.pow(itemCount, 3);
    return itemCount <= EaseScorer.MAX_ITEMS
        && cube / FLOATING_OPERATIONS_PER_SECOND_AND_THREAD / threads < seconds / 4;
  }

  @Override
  public String name() {
    return "ease";
  }

  @Override
  public double[][] grid() {
    return grid;
  }

  @Override
  public int[][] starts() {
    return new int[][] {Grid.places(grid, 0.9, History.MAX_ITEMS, 300)};
  }

  @Override
  public ItemScorer fit(double[] point) throws InterruptedException {
    EaseScorer scorer = learnt;
    if (scorer == null || point[REGULARISATION] != learntRegularisation) {
      scorer =
          EaseScorer.learn(matrix, new EaseOptions(point[REGULARISATION]), recency(point), threads);
      learnt = scorer;
      learntRegularisation = point[REGULARISATION];
    }
    return scorer.with(recency(point));
  }

  @Override
  public HistoryRecipe recipe(double[] point) {
    return new HistoryRecipe.Ease(new EaseOptions(point[REGULARISATION]), recency(point));
  }

  private static Recency recency(double[] point) {
    return new Recency(point[FADING], (int) point[LATEST]);
  }
}
