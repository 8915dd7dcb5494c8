package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.similarity.UserNeighboursOptions;
import io.storeloop.algorithms.similarity.UserNeighboursScorer;

/** User-based collaborative filtering by its exponents, its neighbours and its recency. */
final class UserNeighboursFamily implements Family {
  private static final int FADING = 0;
  private static final int LATEST = 1;
  private static final int ITEM = 2;
  private static final int LENGTH = 3;
  private static final int LIMIT = 4;

  private static final double[] FADINGS = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1};
  private static final double[] LATESTS = {3, 5, 10, 20, 50, 100, 300, History.MAX_ITEMS};
  private static final double[] DAMPINGS = {0, 0.25, 0.5, 0.75, 1};
  private static final double[] LIMITS = {20, 50, 100, 200, 500, 1000, 2000};

  private final InteractionMatrix matrix;
  private final double[][] grid;
  private final double fading;

  UserNeighboursFamily(InteractionMatrix matrix, boolean ordered) {
    this.matrix = matrix;
    this.fading = ordered ? 0.8 : 1;
    this.grid =
        new double[][] {
          ordered ? FADINGS : Grid.only(1),
          ordered ? LATESTS : Grid.only(History.MAX_ITEMS),
          DAMPINGS,
          DAMPINGS,
          LIMITS
        };
  }

  @Override
  public String name() {
    return "userNeighbours";
  }

  @Override
  public double[][] grid() {
    return grid;
  }

  @Override
  public int[][] starts() {
    return new int[][] {Grid.places(grid, fading, History.MAX_ITEMS, 0.5, 0.5, 200)};
  }

  @Override
  public ItemScorer fit(double[] point) {
    return new UserNeighboursScorer(matrix, options(point), recency(point));
  }

  @Override
  public HistoryRecipe recipe(double[] point) {
    return new HistoryRecipe.UserNeighbours(options(point), recency(point));
  }

  private static UserNeighboursOptions options(double[] point) {
    return new UserNeighboursOptions(point[ITEM], point[LENGTH], (int) point[LIMIT]);
  }

  private static Recency recency(double[] point) {
    return new Recency(point[FADING], (int) point[LATEST]);
  }
}
