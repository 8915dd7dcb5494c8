package io.storeloop.recommendation.evaluation.protocol;

import io.storeloop.recommendation.evaluation.file.Sequences;
import java.util.List;

/** A task of a few questions, written down rather than read. */
public final class TaskFixture {
  private final TestCases cases;

  private TaskFixture(TestCases cases) {
    this.cases = cases;
  }

  /** Items of the history do not take part in the ranking. */
  public static TaskFixture leavingHistoryOut(int itemCount) {
    return new TaskFixture(new TestCases(itemCount, true));
  }

  public static TaskFixture rankingAll(int itemCount) {
    return new TaskFixture(new TestCases(itemCount, false));
  }

  public TaskFixture ask(int[] history, int... targets) {
    cases.add(0, history, targets, null);
    return this;
  }

  public TaskFixture askAmong(int[] others, int[] history, int... targets) {
    cases.add(0, history, targets, others);
    return this;
  }

  public EvaluationTask of(EvaluationProtocol protocol) {
    Sequences train = new Sequences(new int[] {0, 1}, new int[] {0}, new long[] {0});
    return cases.task(protocol, train, true, List.of());
  }
}
