package io.storeloop.algorithms.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far the distribution of a value has moved: the population stability index, Σ (new − old) ·
 * ln(new / old) over the shares of bins cut at the old deciles, with a bin of its own for missing
 * values.
 *
 * <p>0 is no change; below 0.1 is customarily called stable, above 0.25 moved. Source: Siddiqi,
 * Credit Risk Scorecards, 2006, ch. 8. Half a case is added to each bin, so that an empty bin
 * counts as rare and not as impossible.
 */
public final class PopulationStability {
  private static final int BINS = 10;
  private static final double PRIOR = 0.5;

  private PopulationStability() {}

  /** The inner edges of ten equally full bins, ascending and distinct; missing values left out. */
  public static double[] edges(double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    return IntStream.range(1, BINS)
        .filter(bin -> sorted.length > 0)
        .mapToDouble(bin -> sorted[(int) ((long) bin * sorted.length / BINS)])
        .distinct()
        .toArray();
  }

  /** Cases per bin: edges + 1 bins, a case at an edge above it, then the missing ones. */
  public static long[] counts(double[] values, double[] edges) {
    long[] counts = new long[edges.length + 2];
    for (double value : values) {
      counts[bin(value, edges)]++;
    }
    return counts;
  }

  private static int bin(double value, double[] edges) {
    if (Double.isNaN(value)) {
      return edges.length + 1;
    }
    int place = Arrays.binarySearch(edges, value);
    return place >= 0 ? place + 1 : -place - 1;
  }

  /**
   * The index.
   *
   * @param before cases per bin
   * @param now cases in the same bins
   * @throws IllegalArgumentException if the bins differ in number
   */
  public static double index(long[] before, long[] now) {
    if (before.length != now.length) {
      throw new IllegalArgumentException(
          "bins must be the same, but were %d and %d".formatted(before.length, now.length));
    }
    double beforeAll = Arrays.stream(before).sum() + PRIOR * before.length;
    double nowAll = Arrays.stream(now).sum() + PRIOR * now.length;
    double index = 0;
    for (int bin = 0; bin < before.length; bin++) {
      double old = (before[bin] + PRIOR) / beforeAll;
      double recent = (now[bin] + PRIOR) / nowAll;
      index += (recent - old) * Math.log(recent / old);
    }
    return index;
  }
}
