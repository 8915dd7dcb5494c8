package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.AgainScorer;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.Recency;

/** The history once more, by how it fades. */
final class AgainFamily implements Family {
  private static final double[][] GRID = {{0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98}};

  private final int itemCount;

  AgainFamily(int itemCount) {
    this.itemCount = itemCount;
  }

  @Override
  public String name() {
    return "again";
  }

  @Override
  public double[][] grid() {
    return GRID;
  }

  @Override
  public int[][] starts() {
    return new int[][] {Grid.places(GRID, 0.8)};
  }

  @Override
  public ItemScorer fit(double[] point) {
    return new AgainScorer(itemCount, recency(point));
  }

  @Override
  public HistoryRecipe recipe(double[] point) {
    return new HistoryRecipe.Again(recency(point));
  }

  private static Recency recency(double[] point) {
    return new Recency(point[0], History.MAX_ITEMS);
  }
}
