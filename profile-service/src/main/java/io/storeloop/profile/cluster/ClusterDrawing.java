package io.storeloop.profile.cluster;

import io.storeloop.algorithms.clustering.PrincipalComponents;
import io.storeloop.profile.grouping.GroupModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some profiles in two dimensions, for a plot: the two directions in which profiles differ most.
 *
 * @param shares of all differences between profiles that each axis shows, [0, 1]
 */
record ClusterDrawing(List<Double> shares, List<Point> points) {
  /** More dots than a plot can show. */
  static final int MOST_POINTS = 2_000;

  /** Rows that the axes are found from. */
  private static final int AXES_SAMPLE = 20_000;

  private static final double DECIMALS = 1e4;

  /** A profile as a dot; its cluster is where it was when the groups were found. */
  record Point(double x, double y, int cluster, boolean outlier) {}

  static ClusterDrawing of(double[][] placed, GroupModel groups, long seed) {
    PrincipalComponents axes =
        PrincipalComponents.of(
            Arrays.copyOf(placed, Math.min(placed.length, AXES_SAMPLE)), 2, seed);
    List<Point> points = new ArrayList<>();
    for (int row = 0; row < Math.min(placed.length, MOST_POINTS); row++) {
      double[] dot = axes.project(placed[row]);
      GroupModel.Place place = groups.place(placed[row]);
      points.add(new Point(rounded(dot[0]), rounded(dot[1]), place.group(), place.outlier()));
    }
    return new ClusterDrawing(
        Arrays.stream(axes.shares()).map(ClusterDrawing::rounded).boxed().toList(), points);
  }

  private static double rounded(double value) {
    return Math.round(value * DECIMALS) / DECIMALS;
  }
}
