package io.storeloop.algorithms.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model's rankings are worth on average, with intervals.
 *
 * @param users how many were judged
 * @param metrics by key: {@code hitRate@k}, {@code precision@k}, {@code recall@k}, {@code mrr@k},
 *     {@code ndcg@k}, {@code map@k} for each k, then {@code auc}
 */
public record RankingReport(int users, Map<String, Estimate> metrics) {
  private static final String AUC = "auc";

  public RankingReport {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * Averages over users, at every k.
   *
   * @param users the rankings of one model, one per user or session; at least one
   * @throws IllegalArgumentException if there is no user or a k is below 1
   * @throws IllegalStateException if the ranks come from finished lists, which have no AUC
   */
  public static RankingReport of(
      List<RelevantRanks> users, List<Integer> ks, BootstrapOptions options) {
    List<String> names = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    for (int k : ks) {
      for (RankingMetric metric : RankingMetric.values()) {
        names.add(metric.at(k));
        columns.add(metric.of(users, k));
      }
    }
    names.add(AUC);
    columns.add(users.stream().mapToDouble(RelevantRanks::auc).toArray());
    Estimate[] estimates = Bootstrap.means(columns.toArray(double[][]::new), options);
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    for (int i = 0; i < estimates.length; i++) {
      metrics.put(names.get(i), estimates[i]);
    }
    return new RankingReport(users.size(), metrics);
  }

  /**
   * The mean of one metric.
   *
   * @throws IllegalArgumentException if the report does not hold it
   */
  public double value(String metric) {
    Estimate estimate = metrics.get(metric);
    if (estimate == null) {
      throw new IllegalArgumentException(
          "the report holds %s, but not %s".formatted(metrics.keySet(), metric));
    }
    return estimate.value();
  }
}
