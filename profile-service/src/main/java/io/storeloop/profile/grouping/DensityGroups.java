package io.storeloop.profile.grouping;

import io.storeloop.algorithms.clustering.DensityTree;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import smile.clustering.DBSCAN;

/**
 * Groups of dense places, from a bounded sample; rows in thin places belong to none. DBSCAN is
 * Smile's; its HDBSCAN takes groups from the tree of single joins, in which every row that leaves
 * splits a group. Both are deterministic.
 */
final class DensityGroups {
  /** Rows that DBSCAN looks at: neighbours are searched for each. */
  static final int DBSCAN_SAMPLE = 5_000;

  /** Rows that HDBSCAN looks at: it measures the distances between all of them, twice. */
  static final int HDBSCAN_SAMPLE = 4_000;

  /** Rows whose distance to their neighbours is measured to choose a radius. */
  private static final int PROBES = 1_000;

  /** Fewest neighbours that make a place dense. */
  private static final int FEWEST_NEIGHBOURS = 5;

  /** A group of HDBSCAN holds at least this share of the sample. */
  private static final double LEAST_SHARE = 0.02;

  /** A column in which more of the values are different has no steps. */
  private static final double MOST_DIFFERENT = 0.5;

  private DensityGroups() {}

  /**
   * DBSCAN: dense are places with twice as many neighbours as columns (at least {@value
   * #FEWEST_NEIGHBOURS}) within the radius.
   *
   * <p>Source: Ester, Kriegel, Sander and Xu, KDD 1996; the number of neighbours after Sander et
   * al., Data Mining and Knowledge Discovery 2 (1998), §3.
   */
  static GroupModel dbscan(double[][] rows, double radius) {
    double[][] sample = head(rows, DBSCAN_SAMPLE);
    DBSCAN<double[]> found = DBSCAN.fit(sample, neighbours(sample), radius);
    return model(sample, found.group(), found.k());
  }

  /**
   * HDBSCAN: the groups that persist over the widest range of densities, each of at least {@value
   * GroupPlan#FEWEST_ROWS_PER_GROUP} rows and 2 % of the sample.
   *
   * <p>Rows with one or two orders lie on lines with nothing in between: to a tree of densities
   * each is a group. So whole numbers and the like are first moved by chance within their step.
   *
   * @see DensityTree
   */
  static GroupModel hdbscan(double[][] rows) {
    double[][] sample = head(rows, HDBSCAN_SAMPLE);
    int smallest = Math.max(GroupPlan.FEWEST_ROWS_PER_GROUP, (int) (LEAST_SHARE * sample.length));
    DensityTree.Groups found =
        DensityTree.groups(withoutSteps(sample), neighbours(sample), smallest);
    return model(sample, found.labels(), found.count());
  }

  /**
   * The distances within which the given shares of the rows have enough neighbours: radii to try,
   * ascending, none of them 0.
   */
  static double[] radii(double[][] rows, double... shares) {
    double[][] sample = head(rows, DBSCAN_SAMPLE);
    int neighbours = neighbours(sample);
    int probes = Math.min(PROBES, sample.length);
    double[] reach =
        IntStream.range(0, probes)
            .mapToDouble(
                i -> reach(sample, sample[(int) ((long) i * sample.length / probes)], neighbours))
            .sorted()
            .toArray();
    return Arrays.stream(shares)
        .map(share -> reach[(int) (share * (reach.length - 1))])
        .filter(radius -> radius > 0)
        .distinct()
        .toArray();
  }

  /**
   * The distance to the n-th nearest row, itself counted; where so many rows are the same, to the
   * nearest other one.
   */
  private static double reach(double[][] sample, double[] row, int neighbours) {
    double[] distances =
        Arrays.stream(sample)
            .mapToDouble(other -> GroupModel.squaredDistance(row, other))
            .sorted()
            .toArray();
    int nth = Math.min(neighbours, distances.length) - 1;
    while (nth < distances.length - 1 && distances[nth] == 0) {
      nth++;
    }
    return Math.sqrt(distances[nth]);
  }

  /**
   * The rows with values that come again moved, evenly by chance, by up to half of the step to the
   * nearer one of their neighbours; the same rows are moved in the same way each time.
   */
  private static double[][] withoutSteps(double[][] sample) {
    double[][] moved = Arrays.stream(sample).map(double[]::clone).toArray(double[][]::new);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (int column = 0; column < sample[0].length; column++) {
      int of = column;
      double[] values =
          Arrays.stream(sample).mapToDouble(row -> row[of]).sorted().distinct().toArray();
      if (values.length < 2 || values.length > MOST_DIFFERENT * sample.length) {
        continue;
      }
      for (double[] row : moved) {
        int at = Arrays.binarySearch(values, row[column]);
        double below = at == 0 ? Double.POSITIVE_INFINITY : values[at] - values[at - 1];
        double above =
            at == values.length - 1 ? Double.POSITIVE_INFINITY : values[at + 1] - values[at];
        row[column] += (random.nextDouble() - 0.5) * Math.min(below, above);
      }
    }
    return moved;
  }

  private static int neighbours(double[][] sample) {
    return Math.max(FEWEST_NEIGHBOURS, 2 * sample[0].length);
  }

  /** Too small groups are none: their rows lie in thin places. */
  private static GroupModel model(double[][] sample, int[] labels, int count) {
    int[] sizes = new int[count];
    Arrays.stream(labels).filter(label -> label >= 0 && label < count).forEach(l -> sizes[l]++);
    int[] kept =
        Arrays.stream(labels)
            .map(label ->
                label >= 0 && label < count && sizes[label] >= GroupPlan.FEWEST_ROWS_PER_GROUP
                    ? label
                    : count)
            .toArray();
    return GroupModel.dense(sample, kept, count);
  }

  private static double[][] head(double[][] rows, int most) {
    return Arrays.copyOf(rows, Math.min(rows.length, most));
  }
}
