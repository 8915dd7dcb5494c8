package io.storeloop.profile.cluster;

import java.util.Comparator;
import java.util.stream.IntStream;
import smile.clustering.KMeans;
import smile.math.MathEx;

/**
 * K-Means by Smile: k-means++ starts, {@value #RESTARTS} of them, the tightest result kept.
 *
 * <p>Smile draws from a generator of the current thread and works in the pool of the caller, so
 * this must run in a pool of one thread: then the same rows and seed give the same groups.
 */
final class KMeansGroups {
  static final int RESTARTS = 5;
  static final int MOST_ITERATIONS = 100;

  private KMeansGroups() {}

  /**
   * Divides rows into {@code k} groups, fewer if some would stay empty.
   *
   * @param rows rows × columns, on one scale, with at least {@code k} different rows
   */
  static Groups find(double[][] rows, int k, long seed) {
    return IntStream.range(0, RESTARTS)
        .mapToObj(restart -> once(rows, k, seed + restart))
        .min(Comparator.comparingDouble(Groups::distortion))
        .orElseThrow();
  }

  private static Groups once(double[][] rows, int k, long seed) {
    MathEx.setSeed(seed);
    return Groups.around(KMeans.fit(rows, k, MOST_ITERATIONS).centers(), rows);
  }
}
