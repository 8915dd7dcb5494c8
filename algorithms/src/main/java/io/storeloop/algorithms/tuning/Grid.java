package io.storeloop.algorithms.tuning;

/** Values along the axes of a family's settings, and the places of given values on them. */
final class Grid {
  private Grid() {}

  /** For each axis the place of the value nearest to the given one, the lower of two. */
  static int[] places(double[][] grid, double... values) {
    int[] places = new int[grid.length];
    for (int axis = 0; axis < places.length; axis++) {
      for (int i = 1; i < grid[axis].length; i++) {
        double nearest = Math.abs(grid[axis][places[axis]] - values[axis]);
        places[axis] = Math.abs(grid[axis][i] - values[axis]) < nearest ? i : places[axis];
      }
    }
    return places;
  }

  static double[] only(double value) {
    return new double[] {value};
  }
}
