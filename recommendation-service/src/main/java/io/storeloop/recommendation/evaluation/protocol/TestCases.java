package io.storeloop.recommendation.evaluation.protocol;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.recommendation.evaluation.file.Sequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Collects questions, and counts what becomes of what the files hold. Not thread-safe. */
final class TestCases {
  private final int itemCount;
  private final boolean leavesHistoryOut;
  private final boolean keepsUnknown;
  private final List<TestCase> cases = new ArrayList<>();
  private long unknownTargets;
  private long seenTargets;
  private long withoutHistory;

  /**
   * For a model of some items.
   *
   * @param itemCount items from here on are unknown to the training data
   * @param leavesHistoryOut an item of the history cannot be found again, so it is a miss
   */
  TestCases(int itemCount, boolean leavesHistoryOut) {
    this(itemCount, leavesHistoryOut, false);
  }

  private TestCases(int itemCount, boolean leavesHistoryOut, boolean keepsUnknown) {
    this.itemCount = itemCount;
    this.leavesHistoryOut = leavesHistoryOut;
    this.keepsUnknown = keepsUnknown;
  }

  /** Of sessions: a click on an unknown item matches nothing, but counts as a click between. */
  static TestCases ofSessions(int itemCount) {
    return new TestCases(itemCount, false, true);
  }

  void add(int user, int[] history, int[] targets, int @Nullable [] others) {
    int[] known = Arrays.stream(history).filter(item -> item < itemCount).toArray();
    int[] told = keepsUnknown ? history : known;
    int[] distinct = Arrays.stream(targets).sorted().distinct().toArray();
    int[] candidates = Arrays.stream(distinct).filter(item -> item < itemCount).toArray();
    int[] relevant =
        leavesHistoryOut ? Arrays.stream(candidates).filter(unseen(known)).toArray() : candidates;
    unknownTargets += distinct.length - candidates.length;
    seenTargets += candidates.length - relevant.length;
    withoutHistory += known.length == 0 ? 1 : 0;
    cases.add(new TestCase(user, told, relevant, distinct.length - relevant.length, others));
  }

  private static IntPredicate unseen(int[] history) {
    int[] sorted = history.clone();
    Arrays.sort(sorted);
    return item -> Arrays.binarySearch(sorted, item) < 0;
  }

  /**
   * What was collected.
   *
   * @param ordered whether the order of the rows is that of time
   * @param readingNotes what the reader of the figures must know of the files
   */
  EvaluationTask task(
      EvaluationProtocol protocol, Sequences train, boolean ordered, List<String> readingNotes) {
    if (train.items().length == 0) {
      throw new EvaluationRefusal("The training data hold no interaction.");
    }
    if (cases.isEmpty()) {
      throw new EvaluationRefusal("The test data hold no case to judge by.");
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(
        protocol == EvaluationProtocol.SESSIONS ? "sessions" : "users",
        (long) train.nonEmptyRows());
    counts.put("items", (long) itemCount);
    counts.put("interactions", (long) train.items().length);
    counts.put("cases", (long) cases.size());
    counts.put("casesWithoutHistory", withoutHistory);
    counts.put("targetsUnknownToTraining", unknownTargets);
    counts.put("targetsLeftOutAsSeen", seenTargets);
    return new EvaluationTask(
        protocol, train, itemCount, cases, leavesHistoryOut, ordered, counts, notes(readingNotes));
  }

  private String ranking() {
    if (cases.getFirst().others() != null) {
      return "A target is ranked among the items given or drawn for its case, ties half.";
    }
    return leavesHistoryOut
        ? "All items are ranked but those of the history, ties half; a target among them is a miss."
        : "All items are ranked, those of the history included, ties half.";
  }

  private List<String> notes(List<String> readingNotes) {
    List<String> notes = new ArrayList<>();
    notes.add(ranking());
    if (unknownTargets > 0) {
      notes.add(
          "%d targets are not in the training data and count as misses.".formatted(unknownTargets));
    }
    notes.addAll(readingNotes);
    return notes;
  }
}
