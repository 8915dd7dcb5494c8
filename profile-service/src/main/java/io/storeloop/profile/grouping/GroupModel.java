package io.storeloop.profile.grouping;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Where groups lie, to place any row. Group 0 is the largest; ties go to the smaller centroid, so
 * that the numbers do not depend on how the groups were found.
 *
 * <p>A row belongs to the group of its nearest anchor. Without anchors the centroids are the
 * anchors. Beyond the group's fence it is an outlier: of a group with a centroid still a member, of
 * groups by density (with anchors) of none, and its number is {@link #count()}.
 *
 * @param centroids groups × columns, the mean of each group
 * @param anchors rows of dense places × columns; empty for groups around centroids
 * @param anchorGroups one per anchor
 * @param fences one per group: the distance beyond which a row is an outlier
 */
@SuppressWarnings("ArrayRecordComponent") // rows of numbers, compared by nobody
public record GroupModel(
    double[][] centroids, double[][] anchors, int[] anchorGroups, double[] fences) {
  /** An outer fence lies so many interquartile ranges beyond the upper quartile. */
  private static final double FENCE_RANGES = 3;

  private static final double LOWER_QUARTILE = 0.25;
  private static final double NEARLY_ALL = 0.99;
  private static final double UPPER_QUARTILE = 0.75;

  /** Anchors of one group: more make a group's outline finer and placing slower. */
  static final int ANCHORS_PER_GROUP = 200;

  /** Where a row belongs. */
  public record Place(int group, boolean outlier) {}

  /**
   * Groups around given centroids; a centroid that is nearest to no row is dropped. A row is an
   * outlier beyond the outer fence of its group's distances to the centroid.
   *
   * <p>Source of the fence: Tukey, Exploratory Data Analysis (1977), §2D.
   */
  static GroupModel around(double[][] centroids, double[][] rows) {
    int[] labels = nearest(centroids, rows);
    int[] order = order(centroids, sizes(labels, centroids.length));
    double[][] kept =
        Arrays.stream(order).mapToObj(group -> centroids[group]).toArray(double[][]::new);
    double[][] distances = distances(kept, nearest(kept, rows), rows);
    double[] fences = Arrays.stream(distances).mapToDouble(GroupModel::outerFence).toArray();
    return new GroupModel(kept, new double[0][], new int[0], fences);
  }

  /**
   * Groups of dense places. Each is remembered by at most {@value #ANCHORS_PER_GROUP} of its rows;
   * 99 in 100 of its rows lie within its fence of another of them.
   *
   * @param labels one per row, 0 to {@code count} - 1, or anything else for a row of no group
   */
  static GroupModel dense(double[][] rows, int[] labels, int count) {
    double[][][] members =
        IntStream.range(0, count)
            .mapToObj(group ->
                IntStream.range(0, rows.length)
                    .filter(row -> labels[row] == group)
                    .mapToObj(row -> rows[row])
                    .toArray(double[][]::new))
            .filter(group -> group.length > 0)
            .sorted(
                Comparator.<double[][]>comparingInt(group -> -group.length)
                    .thenComparing(GroupModel::mean, Arrays::compare))
            .toArray(double[][][]::new);
    double[][][] anchors =
        Arrays.stream(members).map(GroupModel::spread).toArray(double[][][]::new);
    double[] fences =
        IntStream.range(0, members.length)
            .mapToDouble(group -> reach(members[group], anchors[group]))
            .toArray();
    return new GroupModel(
        Arrays.stream(members).map(GroupModel::mean).toArray(double[][]::new),
        Arrays.stream(anchors).flatMap(Arrays::stream).toArray(double[][]::new),
        IntStream.range(0, anchors.length)
            .flatMap(group -> IntStream.generate(() -> group).limit(anchors[group].length))
            .toArray(),
        fences);
  }

  /**
   * The same groups, numbered by how many of these rows they hold: dense places are found from a
   * sample, and their rims are not among what they were found by.
   */
  GroupModel largestFirst(double[][] rows) {
    int[] sizes = sizes(labels(rows), count() + 1);
    int[] order =
        IntStream.range(0, count())
            .boxed()
            .sorted(bySize(centroids, sizes))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] numbers = new int[order.length];
    for (int number = 0; number < order.length; number++) {
      numbers[order[number]] = number;
    }
    return new GroupModel(
        Arrays.stream(order).mapToObj(group -> centroids[group]).toArray(double[][]::new),
        anchors,
        Arrays.stream(anchorGroups).map(group -> numbers[group]).toArray(),
        Arrays.stream(order).mapToDouble(group -> fences[group]).toArray());
  }

  /** How many groups, outliers not counted. */
  public int count() {
    return centroids.length;
  }

  /** Whether a row can belong to no group. */
  public boolean byDensity() {
    return anchors.length > 0;
  }

  /** Where a row, on the scale of the groups, belongs. */
  public Place place(double[] row) {
    double[][] places = byDensity() ? anchors : centroids;
    int nearest = nearest(places, row);
    int group = byDensity() ? anchorGroups[nearest] : nearest;
    boolean outlier = Math.sqrt(squaredDistance(places[nearest], row)) > fences[group];
    return new Place(outlier && byDensity() ? count() : group, outlier);
  }

  /** The group of each row; {@link #count()} for a row of none. */
  public int[] labels(double[][] rows) {
    return Arrays.stream(rows).mapToInt(row -> place(row).group()).toArray();
  }

  /** The place whose distance is least, the first of equals. */
  static int nearest(double[][] places, double[] row) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int place = 0; place < places.length; place++) {
      double distance = squaredDistance(places[place], row);
      if (distance < least) {
        least = distance;
        nearest = place;
      }
    }
    return nearest;
  }

  static double squaredDistance(double[] one, double[] other) {
    double sum = 0;
    for (int column = 0; column < one.length; column++) {
      double difference = one[column] - other[column];
      sum += difference * difference;
    }
    return sum;
  }

  private static int[] nearest(double[][] places, double[][] rows) {
    return Arrays.stream(rows).mapToInt(row -> nearest(places, row)).toArray();
  }

  private static int[] sizes(int[] labels, int count) {
    int[] sizes = new int[count];
    Arrays.stream(labels).forEach(label -> sizes[label]++);
    return sizes;
  }

  private static int[] order(double[][] centroids, int[] sizes) {
    return IntStream.range(0, centroids.length)
        .filter(group -> sizes[group] > 0)
        .boxed()
        .sorted(bySize(centroids, sizes))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Comparator<Integer> bySize(double[][] centroids, int[] sizes) {
    return Comparator.<Integer>comparingInt(group -> -sizes[group])
        .thenComparing(group -> centroids[group], Arrays::compare);
  }

  private static double[][] distances(double[][] centroids, int[] labels, double[][] rows) {
    int[] sizes = sizes(labels, centroids.length);
    double[][] distances = Arrays.stream(sizes).mapToObj(double[]::new).toArray(double[][]::new);
    for (int row = 0; row < rows.length; row++) {
      int group = labels[row];
      distances[group][--sizes[group]] = Math.sqrt(squaredDistance(centroids[group], rows[row]));
    }
    return distances;
  }

  private static double outerFence(double[] distances) {
    Arrays.sort(distances);
    double upper = distances[(int) (UPPER_QUARTILE * (distances.length - 1))];
    double lower = distances[(int) (LOWER_QUARTILE * (distances.length - 1))];
    return upper + FENCE_RANGES * (upper - lower);
  }

  /** Some of the rows, evenly from first to last. */
  private static double[][] spread(double[][] rows) {
    int some = Math.min(rows.length, ANCHORS_PER_GROUP);
    return IntStream.range(0, some)
        .mapToObj(i -> rows[(int) ((long) i * rows.length / some)])
        .toArray(double[][]::new);
  }

  private static double reach(double[][] rows, double[][] anchors) {
    double[] distances =
        Arrays.stream(rows).mapToDouble(row -> toAnother(row, anchors)).sorted().toArray();
    return Math.sqrt(distances[(int) (NEARLY_ALL * (distances.length - 1))]);
  }

  private static double toAnother(double[] row, double[][] anchors) {
    return Arrays.stream(anchors)
        .filter(anchor -> anchor != row)
        .mapToDouble(anchor -> squaredDistance(anchor, row))
        .min()
        .orElse(0);
  }

  private static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int column = 0; column < mean.length; column++) {
        mean[column] += row[column] / rows.length;
      }
    }
    return mean;
  }
}
