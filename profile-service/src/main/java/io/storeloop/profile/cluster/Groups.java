package io.storeloop.profile.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows divided among centroids. Group 0 is the largest; ties go to the smaller centroid, so that
 * the numbers do not depend on how the groups were found.
 *
 * @param centroids groups × columns
 * @param distortion mean squared distance of a row to its centroid
 */
@SuppressWarnings("ArrayRecordComponent") // rows of numbers, compared by nobody
record Groups(double[][] centroids, int[] sizes, double distortion) {

  /** The groups of rows around given centroids; a centroid that is nearest to none is dropped. */
  static Groups around(double[][] centroids, double[][] rows) {
    int[] sizes = new int[centroids.length];
    double squares = 0;
    for (double[] row : rows) {
      int group = nearest(centroids, row);
      sizes[group]++;
      squares += squaredDistance(centroids[group], row);
    }
    int[] order =
        IntStream.range(0, centroids.length)
            .filter(group -> sizes[group] > 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(group -> -sizes[group])
                    .thenComparing(group -> centroids[group], Arrays::compare))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Groups(
        Arrays.stream(order).mapToObj(group -> centroids[group]).toArray(double[][]::new),
        Arrays.stream(order).map(group -> sizes[group]).toArray(),
        squares / rows.length);
  }

  int count() {
    return centroids.length;
  }

  int[] labels(double[][] rows) {
    return Arrays.stream(rows).mapToInt(row -> nearest(centroids, row)).toArray();
  }

  /** The group whose centroid is nearest, the first of equals. */
  static int nearest(double[][] centroids, double[] row) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int group = 0; group < centroids.length; group++) {
      double distance = squaredDistance(centroids[group], row);
      if (distance < least) {
        least = distance;
        nearest = group;
      }
    }
    return nearest;
  }

  private static double squaredDistance(double[] one, double[] other) {
    double sum = 0;
    for (int column = 0; column < one.length; column++) {
      double difference = one[column] - other[column];
      sum += difference * difference;
    }
    return sum;
  }
}
