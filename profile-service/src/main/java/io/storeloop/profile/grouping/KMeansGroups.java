package io.storeloop.profile.grouping;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import smile.clustering.CentroidClustering;
import smile.clustering.KMeans;
import smile.clustering.XMeans;
import smile.math.MathEx;

/**
 * Groups around means, by Smile: k-means++ starts on at most {@value #SEARCHED} rows, {@value
 * #RESTARTS} of them, the tightest result moved to the means of all rows.
 *
 * <p>Smile draws from a generator of the current thread and works in the pool of the caller, so
 * this must run in a pool of one thread: then the same rows and seed give the same groups.
 */
final class KMeansGroups {
  static final int RESTARTS = 8;
  static final int MOST_ITERATIONS = 100;

  /** Rows on which starts are tried; more change the means by less than their noise. */
  static final int SEARCHED = 10_000;

  private KMeansGroups() {}

  /**
   * Divides rows into {@code k} groups, fewer if some would stay empty.
   *
   * @param rows rows × columns, on one scale, in an order that says nothing about them, with at
   *     least {@code k} different rows
   */
  static GroupModel find(double[][] rows, int k, long seed) {
    double[][] sample = Arrays.copyOf(rows, Math.min(rows.length, SEARCHED));
    double[][] centroids =
        IntStream.range(0, RESTARTS)
            .mapToObj(restart -> once(sample, k, seed + restart))
            .min(Comparator.comparingDouble(CentroidClustering::distortion))
            .orElseThrow()
            .centers();
    return settled(centroids, rows);
  }

  /** Divides rows into as many groups, at most {@code most}, as make them likeliest (BIC). */
  static GroupModel findCounted(double[][] rows, int most, long seed) {
    MathEx.setSeed(seed);
    double[][] sample = Arrays.copyOf(rows, Math.min(rows.length, SEARCHED));
    return settled(XMeans.fit(sample, most, MOST_ITERATIONS).centers(), rows);
  }

  private static CentroidClustering<double[], double[]> once(double[][] rows, int k, long seed) {
    MathEx.setSeed(seed);
    return KMeans.lloyd(rows, k, MOST_ITERATIONS);
  }

  private static GroupModel settled(double[][] centroids, double[][] rows) {
    return GroupModel.around(
        rows.length > SEARCHED ? MeansOfAll.settle(centroids, rows) : centroids, rows);
  }
}
