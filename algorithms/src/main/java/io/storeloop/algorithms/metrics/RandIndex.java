package io.storeloop.algorithms.metrics;

import java.util.HashMap;
import java.util.Map;

/** How far two clusterings of the same rows agree. */
public final class RandIndex {
  private RandIndex() {}

  /**
   * The adjusted Rand index: 1 for the same groups under any numbers, about 0 for groups that agree
   * by chance only, at least -0.5. Two clusterings that both leave nothing to disagree on (one
   * group, or each row alone) give 1. Time O(n).
   *
   * <p>Source: Hubert and Arabie, Comparing Partitions, Journal of Classification 2 (1985), formula
   * 5.
   *
   * @param first label per row, any integers
   * @param second label per row, as many
   * @throws IllegalArgumentException if the lengths differ or there is no row
   */
  public static double adjusted(int[] first, int[] second) {
    if (first.length == 0 || first.length != second.length) {
      throw new IllegalArgumentException(
          "two clusterings need the same rows, at least one, but had %d and %d"
              .formatted(first.length, second.length));
    }
    Map<Integer, Long> firstSizes = new HashMap<>();
    Map<Integer, Long> secondSizes = new HashMap<>();
    Map<Long, Long> commonSizes = new HashMap<>();
    for (int row = 0; row < first.length; row++) {
      firstSizes.merge(first[row], 1L, Long::sum);
      secondSizes.merge(second[row], 1L, Long::sum);
      commonSizes.merge(((long) first[row] << 32) | (second[row] & 0xFFFF_FFFFL), 1L, Long::sum);
    }
    double together = pairsWithin(commonSizes);
    double togetherInFirst = pairsWithin(firstSizes);
    double togetherInSecond = pairsWithin(secondSizes);
    double all = pairs(first.length);
    double byChance = all == 0 ? 0 : togetherInFirst * togetherInSecond / all;
    double most = (togetherInFirst + togetherInSecond) / 2;
    return most == byChance ? 1 : (together - byChance) / (most - byChance);
  }

  private static double pairsWithin(Map<?, Long> sizes) {
    return sizes.values().stream().mapToDouble(RandIndex::pairs).sum();
  }

  private static double pairs(double size) {
    return size * (size - 1) / 2;
  }
}
