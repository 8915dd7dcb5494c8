package io.storeloop.recommendation.evaluation.judge;

import io.storeloop.algorithms.metrics.BootstrapOptions;
import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.algorithms.metrics.Exposure;
import io.storeloop.algorithms.metrics.ListDiversity;
import io.storeloop.algorithms.metrics.RankingReport;
import io.storeloop.recommendation.evaluation.file.Sequences;
import io.storeloop.recommendation.evaluation.protocol.EvaluationProtocol;
import io.storeloop.recommendation.evaluation.protocol.EvaluationTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one model: accuracy with intervals, then what its lists show.
 *
 * @param accuracy by key such as {@code ndcg@10}, and {@code auc}
 * @param lists by key such as {@code coverage@10}, of lists as long as the first k
 */
public record RankingFigures(Map<String, Estimate> accuracy, Map<String, Double> lists) {
  /** Lists whose diversity is measured, evenly spread: pairs of popular items are costly. */
  static final int MOST_DIVERSE_LISTS = 2_000;

  /**
   * Computes them.
   *
   * @param ks list lengths, ascending
   */
  public static RankingFigures of(
      EvaluationTask task, Judgement judgement, List<Integer> ks, BootstrapOptions options) {
    RankingReport report = RankingReport.of(judgement.ranks(), ks, options);
    Map<String, Estimate> accuracy = new LinkedHashMap<>(report.metrics());
    if (task.protocol() == EvaluationProtocol.SESSIONS) {
      // P@k of the session literature: the share of the steps whose next item is among the first k
      ks.forEach(k -> accuracy.put("precision@" + k, accuracy.get("hitRate@" + k)));
    }
    return new RankingFigures(accuracy, lists(task, judgement, ks.getFirst()));
  }

  private static Map<String, Double> lists(EvaluationTask task, Judgement judgement, int k) {
    Sequences train = task.train();
    var exposure =
        new Exposure(train.userCounts(task.itemCount()), Math.max(1, train.nonEmptyRows()));
    for (int[] list : judgement.shown()) {
      exposure.add(list, Math.min(k, list.length));
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("coverage@" + k, exposure.coverage());
    figures.put("gini@" + k, exposure.gini());
    figures.put("meanPopularity@" + k, exposure.meanPopularity());
    figures.put("novelty@" + k, exposure.novelty());
    figures.put("diversity@" + k, diversity(task, judgement.shown(), k));
    return figures;
  }

  private static double diversity(EvaluationTask task, int[][] shown, int k) {
    Sequences train = task.train();
    var diversity = ListDiversity.of(train.starts(), train.items(), task.itemCount());
    int step = Math.max(1, shown.length / MOST_DIVERSE_LISTS);
    double sum = 0;
    int lists = 0;
    for (int i = 0; i < shown.length; i += step) {
      sum += diversity.of(shown[i], Math.min(k, shown[i].length));
      lists++;
    }
    return sum / lists;
  }
}
