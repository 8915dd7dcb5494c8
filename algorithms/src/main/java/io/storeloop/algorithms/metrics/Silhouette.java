package io.storeloop.algorithms.metrics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How well rows sit in their cluster: near 1 far from every other cluster, 0 on a border, below 0
 * in the wrong one.
 *
 * <p>Of one row: (b - a) / max(a, b), where a is the mean distance to the other rows of its cluster
 * and b the mean distance to the rows of the nearest other cluster; 0 for a row alone in its
 * cluster. Distances are Euclidean.
 *
 * <p>Source: Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics 20 (1987).
 * Departure: rows and the distances to them are sampled, because the full measure is quadratic.
 *
 * @param mean over the sampled rows, in [-1, 1]
 * @param standardError of that mean, as if the rows were independent; 0 for one row
 * @param rows number of rows sampled
 */
public record Silhouette(double mean, double standardError, int rows) {
  /** Distances of this many rows to each other take about a second on one core. */
  public static final int MAX_SAMPLE = 20_000;

  /**
   * Measures a clustering on a sample. Time O(sample² · columns).
   *
   * @param rows rows × columns, standardised, finite; at least one row
   * @param labels one per row, the number of its cluster, 0 or more; at least two different ones
   * @param sample how many rows are drawn without replacement, 2 to {@link #MAX_SAMPLE}; with as
   *     many or more than there are rows, all are taken
   * @param seed the same seed draws the same rows
   * @throws IllegalArgumentException if one of these does not hold
   */
  public static Silhouette of(double[][] rows, int[] labels, int sample, long seed) {
    requireClustering(rows, labels, sample);
    int[] drawn = draw(rows.length, sample, seed);
    int clusters = Arrays.stream(labels).max().orElseThrow() + 1;
    double sum = 0;
    double squares = 0;
    for (int row : drawn) {
      double width = width(row, drawn, rows, labels, new double[clusters], new int[clusters]);
      sum += width;
      squares += width * width;
    }
    int n = drawn.length;
    double mean = sum / n;
    double variance = n < 2 ? 0 : Math.max(0, (squares - n * mean * mean) / (n - 1));
    return new Silhouette(mean, Math.sqrt(variance / n), n);
  }

  private static double width(
      int row, int[] drawn, double[][] rows, int[] labels, double[] sums, int[] counts) {
    for (int other : drawn) {
      if (other != row) {
        sums[labels[other]] += distance(rows[row], rows[other]);
        counts[labels[other]]++;
      }
    }
    int own = labels[row];
    double nearest = Double.POSITIVE_INFINITY;
    for (int cluster = 0; cluster < sums.length; cluster++) {
      if (cluster != own && counts[cluster] > 0) {
        nearest = Math.min(nearest, sums[cluster] / counts[cluster]);
      }
    }
    if (counts[own] == 0 || Double.isInfinite(nearest)) {
      return 0;
    }
    double within = sums[own] / counts[own];
    double larger = Math.max(within, nearest);
    return larger == 0 ? 0 : (nearest - within) / larger;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int column = 0; column < a.length; column++) {
      double difference = a[column] - b[column];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static int[] draw(int rowCount, int sample, long seed) {
    int[] order = new int[rowCount];
    Arrays.setAll(order, row -> row);
    if (sample >= rowCount) {
      return order;
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < sample; i++) {
      int other = random.nextInt(i, rowCount);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return Arrays.copyOf(order, sample);
  }

  private static void requireClustering(double[][] rows, int[] labels, int sample) {
    if (rows.length == 0 || rows.length != labels.length) {
      throw new IllegalArgumentException(
          "one or more rows need as many labels, but there were %d and %d"
              .formatted(rows.length, labels.length));
    }
    if (sample < 2 || sample > MAX_SAMPLE) {
      throw new IllegalArgumentException(
          "sample must be between 2 and %d, but was %d".formatted(MAX_SAMPLE, sample));
    }
    if (Arrays.stream(labels).anyMatch(label -> label < 0 || label >= labels.length)) {
      throw new IllegalArgumentException("labels must be at least 0 and below the number of rows");
    }
    if (Arrays.stream(labels).distinct().count() < 2) {
      throw new IllegalArgumentException("a silhouette needs two or more clusters");
    }
  }
}
