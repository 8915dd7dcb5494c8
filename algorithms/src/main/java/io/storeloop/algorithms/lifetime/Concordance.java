package io.storeloop.algorithms.lifetime;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How often of two customers the one with the higher score is the one who buys earlier; equal
 * scores count half. 0.5 is chance.
 *
 * <p>Source: Harrell et al., Evaluating the Yield of Medical Tests, JAMA 247 (1982).
 */
public final class Concordance {
  private Concordance() {}

  /**
   * Over all pairs of which it is known who was earlier: both bought at different times, or one
   * bought while the other was still being watched. O(n log n).
   *
   * @param scores one per customer, no NaN; higher means earlier
   * @param times until the purchase, or until the end of watching
   * @param bought whether there was a purchase
   * @return NaN if there is no such pair
   */
  public static double of(double[] scores, double[] times, boolean[] bought) {
    int size = scores.length;
    int[] ranks = ranks(scores);
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -times[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] tree = new long[size + 1];
    double agreed = 0;
    double pairs = 0;
    int from = 0;
    int later = 0;
    while (from < size) {
      int to = from;
      while (to < size && times[order[to]] == times[order[from]]) {
        to++;
      }
      // who was watched until the very moment of a purchase had not bought before it
      later += addAll(order, from, to, bought, false, ranks, tree);
      for (int i = from; i < to; i++) {
        int customer = order[i];
        if (bought[customer]) {
          long below = sum(tree, ranks[customer] - 1);
          long equal = sum(tree, ranks[customer]) - below;
          agreed += below + equal / 2.0;
          pairs += later;
        }
      }
      later += addAll(order, from, to, bought, true, ranks, tree);
      from = to;
    }
    return pairs == 0 ? Double.NaN : agreed / pairs;
  }

  /** The area under the ROC curve: how often a positive has the higher score than a negative. */
  public static double auc(double[] scores, boolean[] positive) {
    double[] times = new double[scores.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = positive[i] ? 0 : 1;
    }
    return of(scores, times, positive);
  }

  private static int addAll(
      int[] order, int from, int to, boolean[] bought, boolean which, int[] ranks, long[] tree) {
    int added = 0;
    for (int i = from; i < to; i++) {
      if (bought[order[i]] == which) {
        for (int node = ranks[order[i]]; node < tree.length; node += node & -node) {
          tree[node]++;
        }
        added++;
      }
    }
    return added;
  }

  private static long sum(long[] tree, int rank) {
    long sum = 0;
    for (int node = rank; node > 0; node -= node & -node) {
      sum += tree[node];
    }
    return sum;
  }

  /** From 1, equal scores alike. */
  private static int[] ranks(double[] scores) {
    double[] sorted = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      sorted[i] = scores[i] + 0.0;
    }
    Arrays.sort(sorted);
    int count = 0;
    for (double score : sorted) {
      if (count == 0 || sorted[count - 1] != score) {
        sorted[count++] = score;
      }
    }
    int[] ranks = new int[scores.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = Arrays.binarySearch(sorted, 0, count, scores[i] + 0.0) + 1;
    }
    return ranks;
  }
}
