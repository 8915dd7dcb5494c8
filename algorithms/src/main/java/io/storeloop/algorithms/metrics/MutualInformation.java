package io.storeloop.algorithms.metrics;

import java.util.HashMap;
import java.util.Map;

/** How much one clustering of rows tells about another. */
public final class MutualInformation {
  private MutualInformation() {}

  /**
   * Mutual information divided by the mean of both entropies: 1 for the same groups under any
   * numbers, 0 for groups that tell nothing of each other. Two clusterings of one group each give
   * 1. Not adjusted for chance: many small groups score above 0 by luck, see {@link RandIndex}.
   * Time O(n).
   *
   * <p>Source: Vinh, Epps and Bailey, Information Theoretic Measures for Clusterings Comparison,
   * JMLR 11 (2010), table 2 (NMI sum).
   *
   * @param first label per row, any integers
   * @param second label per row, as many
   * @throws IllegalArgumentException if the lengths differ or there is no row
   */
  public static double normalised(int[] first, int[] second) {
    if (first.length == 0 || first.length != second.length) {
      throw new IllegalArgumentException(
          "two clusterings need the same rows, at least one, but had %d and %d"
              .formatted(first.length, second.length));
    }
    Map<Integer, Integer> firstSizes = new HashMap<>();
    Map<Integer, Integer> secondSizes = new HashMap<>();
    Map<Long, Integer> commonSizes = new HashMap<>();
    for (int row = 0; row < first.length; row++) {
      firstSizes.merge(first[row], 1, Integer::sum);
      secondSizes.merge(second[row], 1, Integer::sum);
      commonSizes.merge(((long) first[row] << 32) | (second[row] & 0xFFFF_FFFFL), 1, Integer::sum);
    }
    double ofFirst = entropy(firstSizes, first.length);
    double ofSecond = entropy(secondSizes, first.length);
    double shared = ofFirst + ofSecond - entropy(commonSizes, first.length);
    double mean = (ofFirst + ofSecond) / 2;
    return mean == 0 ? 1 : Math.clamp(shared / mean, 0, 1);
  }

  private static double entropy(Map<?, Integer> sizes, int rows) {
    return sizes.values().stream()
        .mapToDouble(size -> (double) size / rows)
        .map(share -> -share * Math.log(share))
        .sum();
  }
}
