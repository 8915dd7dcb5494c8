package io.storeloop.recommendation.evaluation.protocol;

import io.storeloop.algorithms.tuning.Histories;
import io.storeloop.recommendation.evaluation.file.Sequences;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a model learns from and what it is asked afterwards.
 *
 * @param train one row per user or session; nothing of the test is in it
 * @param itemCount items of the training data, indexes from 0
 * @param leavesHistoryOut whether items of the history do not take part in the ranking
 * @param ordered whether the order of the training rows is that of time
 * @param counts what was read, by name, for the report
 * @param notes what a reader of the figures must know
 */
public record EvaluationTask(
    EvaluationProtocol protocol,
    Sequences train,
    int itemCount,
    List<TestCase> cases,
    boolean leavesHistoryOut,
    boolean ordered,
    Map<String, Long> counts,
    List<String> notes) {

  /** The training rows as the search takes them. */
  public Histories histories() {
    return Histories.of(train.starts(), train.items(), itemCount, ordered);
  }

  /** Whether a list would show items of the history again. */
  public boolean showsHistory() {
    return !leavesHistoryOut && negatives() == 0;
  }

  /** Against how many items a target is ranked; 0 for all. */
  public int negatives() {
    return cases.stream()
        .map(TestCase::others)
        .filter(Objects::nonNull)
        .mapToInt(others -> others.length)
        .max()
        .orElse(0);
  }
}
