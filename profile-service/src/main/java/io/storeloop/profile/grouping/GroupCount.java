package io.storeloop.profile.grouping;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many groups to tell apart: of the numbers whose groups come again when the rows are drawn
 * anew, the fewest that are as good as the best of them, within one standard error of its
 * silhouette.
 *
 * <p>Source: the one-standard-error rule of Breiman et al., Classification and Regression Trees,
 * 1984, §3.4.3, applied to silhouettes instead of risks; stability by bootstrap after Hennig,
 * Cluster-wise Assessment of Cluster Stability, Computational Statistics and Data Analysis 52
 * (2007), with the adjusted Rand index in place of Jaccard's.
 */
public final class GroupCount {
  /** Agreement (adjusted Rand index) of groups that come again. */
  public static final double STABLE = 0.8;

  private GroupCount() {}

  /**
   * How well {@code k} groups stand apart.
   *
   * @param stability mean adjusted Rand index of trainings on rows drawn with replacement; null
   *     where the rows are too much alike to draw from
   */
  public record Point(int k, double silhouette, double standardError, @Nullable Double stability) {
    boolean isStable() {
      return stability != null && stability >= STABLE;
    }
  }

  /** The number chosen, and why, in a sentence. */
  public record Choice(int k, String reason) {}

  /** {@code curve} must hold a point at least. */
  static Choice choose(List<Point> curve) {
    List<Point> stable = curve.stream().filter(Point::isStable).toList();
    List<Point> eligible = stable.isEmpty() ? curve : stable;
    Point best = eligible.stream().max(Comparator.comparingDouble(Point::silhouette)).orElseThrow();
    Point chosen =
        eligible.stream()
            .filter(point -> point.silhouette() >= best.silhouette() - best.standardError())
            .min(Comparator.comparingInt(Point::k))
            .orElseThrow();
    return new Choice(chosen.k(), reason(curve, chosen, best, stable.isEmpty()));
  }

  private static String reason(List<Point> curve, Point chosen, Point best, boolean noneStable) {
    String among =
        noneStable
            ? withoutStable(curve)
            : "of the numbers of groups that come again when the rows are drawn anew (agreement of at least %.1f)"
                .formatted(STABLE);
    boolean atTheEdge = curve.size() > 1 && chosen.k() == curve.getLast().k();
    return String.format(
        Locale.ROOT,
        "%s, %d is the smallest within one standard error of the best silhouette (%.3f ± %.3f at %d)%s",
        among,
        chosen.k(),
        best.silhouette(),
        best.standardError(),
        best.k(),
        atTheEdge ? "; more were not tried, though more may tell more" : "");
  }

  private static String withoutStable(List<Point> curve) {
    if (curve.stream().allMatch(point -> point.stability() == null)) {
      return "there are too few different rows to tell whether groups come again; of all numbers tried";
    }
    return "no number of groups tried %s again when the rows are drawn anew (agreement of at least %.1f); of all of them"
        .formatted(
            curve.stream().anyMatch(point -> point.stability() == null)
                ? "is known to come"
                : "comes",
            STABLE);
  }
}
