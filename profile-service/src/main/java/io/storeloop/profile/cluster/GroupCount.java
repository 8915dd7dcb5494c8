package io.storeloop.profile.cluster;

import io.storeloop.algorithms.metrics.Silhouette;
import java.util.Comparator;
import java.util.List;

/**
 * How many groups to tell apart: the fewest that are as good as the best, within one standard error
 * of the best silhouette.
 *
 * <p>Source: the one-standard-error rule of Breiman et al., Classification and Regression Trees,
 * 1984, §3.4.3, applied to silhouettes instead of risks.
 */
final class GroupCount {
  private GroupCount() {}

  /** How well {@code k} groups stand apart. */
  record Point(int k, double silhouette, double standardError) {
    static Point of(int k, Silhouette silhouette) {
      return new Point(k, silhouette.mean(), silhouette.standardError());
    }
  }

  /** {@code curve} must hold a point at least. */
  static int choose(List<Point> curve) {
    Point best = curve.stream().max(Comparator.comparingDouble(Point::silhouette)).orElseThrow();
    return curve.stream()
        .filter(point -> point.silhouette() >= best.silhouette() - best.standardError())
        .mapToInt(Point::k)
        .min()
        .orElseThrow();
  }
}
