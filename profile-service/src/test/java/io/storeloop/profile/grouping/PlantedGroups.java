package io.storeloop.profile.grouping;

import java.util.Arrays;
import java.util.Random;

/** Rows whose groups are known. */
final class PlantedGroups {
  final double[][] rows;
  final int[] truth;

  private PlantedGroups(double[][] rows, int[] truth) {
    this.rows = rows;
    this.truth = truth;
  }

  /**
   * At most four clouds of one width around far apart middles, in turn; then rows anywhere, of no
   * cloud.
   */
  static PlantedGroups clouds(int count, int columns, int rowsEach, int anywhere, long seed) {
    Random random = new Random(seed);
    double[][] middles = new double[count][columns];
    for (int group = 0; group < count; group++) {
      for (int column = 0; column < columns; column++) {
        middles[group][column] = 10 * (group >> column % 2 & 1);
      }
    }
    int n = count * rowsEach + anywhere;
    int[] truth = new int[n];
    Arrays.setAll(
        truth,
        row -> row % (n / Math.max(1, anywhere) + 1) == 0 && anywhere > 0 ? count : row % count);
    double[][] rows = new double[n][columns];
    for (int row = 0; row < n; row++) {
      int group = truth[row];
      Arrays.setAll(
          rows[row],
          column ->
              group == count
                  ? 40 * random.nextDouble() - 10
                  : middles[group][column] + random.nextGaussian());
    }
    return new PlantedGroups(rows, truth);
  }

  /** Two half circles around each other: no middle tells them apart. */
  static PlantedGroups halfMoons(int count, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[count][];
    int[] truth = new int[count];
    for (int row = 0; row < count; row++) {
      truth[row] = row % 2;
      double angle = Math.PI * random.nextDouble();
      double x = truth[row] == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
      double y = truth[row] == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
      rows[row] = new double[] {x + 0.05 * random.nextGaussian(), y + 0.05 * random.nextGaussian()};
    }
    return new PlantedGroups(rows, truth);
  }
}
