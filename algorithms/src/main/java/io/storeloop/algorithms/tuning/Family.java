package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;

/** A kind of model with its settings laid out as a grid: for each axis the values it may take. */
interface Family {
  String name();

  /** For each axis its values, ascending. */
  double[][] grid();

  /** Points to begin at, best guess first: for each axis the place of its value. */
  int[][] starts();

  /** Learns the model of a point, from the part of the histories settings learn from. */
  ItemScorer fit(double[] point) throws InterruptedException;

  HistoryRecipe recipe(double[] point);
}
