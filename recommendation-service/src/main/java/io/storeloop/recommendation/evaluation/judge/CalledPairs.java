package io.storeloop.recommendation.evaluation.judge;

import io.storeloop.algorithms.metrics.Bootstrap;
import io.storeloop.algorithms.metrics.BootstrapOptions;
import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.recommendation.evaluation.protocol.TimeSplit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Pairs of a user and an item that a model calls, beside those that are bought; as {@link
 * TimeSplit#pair}.
 */
public record CalledPairs(Set<Long> called, Set<Long> bought) {
  private static final int HITS = 0;
  private static final int CALLED = 1;
  private static final int BOUGHT = 2;

  /** F1, precision and recall over all pairs, with intervals by bootstrap over users. */
  public Map<String, Estimate> figures(BootstrapOptions options) {
    double[][] columns = columns();
    Map<String, Estimate> figures = new LinkedHashMap<>();
    figures.put(
        "f1",
        Bootstrap.of(columns, sums -> share(2 * sums[HITS], sums[CALLED] + sums[BOUGHT]), options));
    figures.put(
        "precision", Bootstrap.of(columns, sums -> share(sums[HITS], sums[CALLED]), options));
    figures.put("recall", Bootstrap.of(columns, sums -> share(sums[HITS], sums[BOUGHT]), options));
    return figures;
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  /** Hits, called and bought pairs of every user who has any. */
  private double[][] columns() {
    Map<Integer, int[]> users = new TreeMap<>();
    for (long pair : called) {
      int[] counts = users.computeIfAbsent(TimeSplit.user(pair), user -> new int[3]);
      counts[CALLED]++;
      counts[HITS] += bought.contains(pair) ? 1 : 0;
    }
    for (long pair : bought) {
      users.computeIfAbsent(TimeSplit.user(pair), user -> new int[3])[BOUGHT]++;
    }
    double[][] columns = new double[3][users.size()];
    int at = 0;
    for (int[] counts : users.values()) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][at] = counts[column];
      }
      at++;
    }
    return columns;
  }
}
