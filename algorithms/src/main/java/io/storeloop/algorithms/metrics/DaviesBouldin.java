package io.storeloop.algorithms.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How wide clusters are against the distance between their middles; the smaller the better. */
public final class DaviesBouldin {
  private DaviesBouldin() {}

  /**
   * The mean over the clusters of the worst (widthᵢ + widthⱼ) / distance(middleᵢ, middleⱼ), a width
   * being the mean distance of a cluster's rows to its middle: 0 for points, above about 2 for
   * clusters that lie in each other. Time O((rows + clusters²) · columns).
   *
   * <p>Source: Davies and Bouldin, A Cluster Separation Measure, IEEE PAMI 1 (1979), with p = 2 and
   * q = 1.
   *
   * @param rows rows × columns, standardised, finite; at least one row
   * @param labels one per row, the number of its cluster, 0 or more; at least two different ones;
   *     rows with a label below 0 belong nowhere and do not count
   * @return infinite if two clusters have the same middle
   * @throws IllegalArgumentException if one of these does not hold
   */
  public static double of(double[][] rows, int[] labels) {
    if (rows.length == 0 || rows.length != labels.length) {
      throw new IllegalArgumentException(
          "one or more rows need as many labels, but there were %d and %d"
              .formatted(rows.length, labels.length));
    }
    int[] sizes = sizes(labels);
    int[] there = present(sizes);
    if (there.length < 2) {
      throw new IllegalArgumentException("a Davies-Bouldin index needs two or more clusters");
    }
    double[][] middles = middles(rows, labels, sizes);
    double[] widths = widths(rows, labels, sizes, middles);
    double sum = 0;
    for (int one : there) {
      double worst = 0;
      for (int other : there) {
        if (other != one) {
          double apart = distance(middles[one], middles[other]);
          worst = Math.max(worst, ratio(widths[one] + widths[other], apart));
        }
      }
      sum += worst;
    }
    return sum / there.length;
  }

  private static double ratio(double widths, double apart) {
    return apart == 0 ? Double.POSITIVE_INFINITY : widths / apart;
  }

  private static int[] sizes(int[] labels) {
    int[] sizes = new int[Math.max(0, Arrays.stream(labels).max().orElse(0)) + 1];
    for (int label : labels) {
      if (label >= 0) {
        sizes[label]++;
      }
    }
    return sizes;
  }

  private static int[] present(int[] sizes) {
    return IntStream.range(0, sizes.length).filter(label -> sizes[label] > 0).toArray();
  }

  private static double[][] middles(double[][] rows, int[] labels, int[] sizes) {
    double[][] middles = new double[sizes.length][rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      if (labels[row] >= 0) {
        for (int column = 0; column < rows[row].length; column++) {
          middles[labels[row]][column] += rows[row][column] / sizes[labels[row]];
        }
      }
    }
    return middles;
  }

  private static double[] widths(double[][] rows, int[] labels, int[] sizes, double[][] middles) {
    double[] widths = new double[sizes.length];
    for (int row = 0; row < rows.length; row++) {
      if (labels[row] >= 0) {
        widths[labels[row]] += distance(rows[row], middles[labels[row]]) / sizes[labels[row]];
      }
    }
    return widths;
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int column = 0; column < one.length; column++) {
      double difference = one[column] - other[column];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
