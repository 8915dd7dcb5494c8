package io.storeloop.recommendation.evaluation.judge;

import io.storeloop.algorithms.metrics.BootstrapOptions;
import io.storeloop.algorithms.metrics.Estimate;
import io.storeloop.algorithms.metrics.RankingReport;
import io.storeloop.algorithms.metrics.RelevantRanks;
import io.storeloop.recommendation.evaluation.protocol.EvaluationTask;
import io.storeloop.recommendation.evaluation.protocol.TestCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The figures of a part of the cases.
 *
 * @param name what they have in common
 */
public record CaseGroup(String name, int cases, Map<String, Estimate> figures) {
  /** Items with fewer training events are cold: hardly any neighbour is known. */
  static final int COLD = 5;

  /** Thirds by length of the history, then cold and warm targets; groups without a case are out. */
  public static List<CaseGroup> of(
      EvaluationTask task, Judgement judgement, int k, BootstrapOptions options) {
    int[] lengths = task.cases().stream().mapToInt(test -> test.history().length).toArray();
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    int third = sorted[(sorted.length - 1) / 3];
    int second = sorted[2 * (sorted.length - 1) / 3];
    int[] counts = task.train().itemCounts(task.itemCount());
    List<CaseGroup> groups = new ArrayList<>();
    var grouping = new Grouping(judgement, k, options, groups);
    grouping.add("history of up to %d".formatted(third), i -> lengths[i] <= third);
    grouping.add(
        "history of %d to %d".formatted(third + 1, second),
        i -> lengths[i] > third && lengths[i] <= second);
    grouping.add("history of more than %d".formatted(second), i -> lengths[i] > second);
    grouping.add(
        "a target met fewer than %d times".formatted(COLD),
        i -> isCold(task.cases().get(i), counts));
    grouping.add(
        "all targets met %d times or more".formatted(COLD),
        i -> !isCold(task.cases().get(i), counts));
    return groups;
  }

  private static boolean isCold(TestCase test, int[] counts) {
    return test.missing() > 0
        || Arrays.stream(test.relevant()).anyMatch(item -> counts[item] < COLD);
  }

  private record Grouping(
      Judgement judgement, int k, BootstrapOptions options, List<CaseGroup> groups) {
    void add(String name, IntPredicate member) {
      List<RelevantRanks> ranks = new ArrayList<>();
      for (int i = 0; i < judgement.ranks().size(); i++) {
        if (member.test(i)) {
          ranks.add(judgement.ranks().get(i));
        }
      }
      if (ranks.isEmpty()) {
        return;
      }
      Map<String, Estimate> all = RankingReport.of(ranks, List.of(k), options).metrics();
      Map<String, Estimate> figures = new LinkedHashMap<>();
      for (String metric : List.of("hitRate@" + k, "recall@" + k, "ndcg@" + k, "mrr@" + k)) {
        figures.put(metric, all.get(metric));
      }
      groups.add(new CaseGroup(name, ranks.size(), figures));
    }
  }
}
