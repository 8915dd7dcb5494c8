package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.eventlog.Result;
import io.storeloop.ingestion.quality.Outcome;
import io.storeloop.ingestion.quality.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been done of an import so far.
 *
 * @param rows done, of whatever outcome; the sum of the four after it
 * @param repairs how often each rule was applied
 * @param rejections how many rows were rejected, by code
 * @param problems the first rejected rows
 */
record ImportProgress(
    long readBytes,
    long rows,
    long accepted,
    long repaired,
    long duplicates,
    long rejected,
    long itemsAdded,
    long workingMillis,
    Map<String, Long> repairs,
    Map<String, Long> rejections,
    List<Problem> problems) {
  private static final int MOST_PROBLEMS = 20;

  static final ImportProgress NONE =
      new ImportProgress(0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of(), List.of());

  /** A rejected row; rows count from 1, without the header. */
  record Problem(long row, String code, String detail) {}

  ImportProgress {
    if (rows != accepted + repaired + duplicates + rejected) {
      throw new IllegalArgumentException(
          "%d rows, but %d outcomes".formatted(rows, accepted + repaired + duplicates + rejected));
    }
  }

  /** After one more batch. */
  ImportProgress plus(List<Result> batch, long newReadBytes, long newItems, long batchMillis) {
    long[] outcomes = new long[Outcome.values().length];
    Map<String, Long> newRepairs = new TreeMap<>(repairs);
    Map<String, Long> newRejections = new TreeMap<>(rejections);
    List<Problem> newProblems = new ArrayList<>(problems);
    for (int i = 0; i < batch.size(); i++) {
      Result result = batch.get(i);
      outcomes[result.outcome().ordinal()]++;
      result.repairs().forEach(rule -> newRepairs.merge(rule, 1L, Long::sum));
      Refusal refusal = result.refusal();
      if (refusal != null) {
        newRejections.merge(refusal.code(), 1L, Long::sum);
        if (newProblems.size() < MOST_PROBLEMS) {
          newProblems.add(new Problem(rows + i + 1, refusal.code(), refusal.detail()));
        }
      }
    }
    return new ImportProgress(
        newReadBytes,
        rows + batch.size(),
        accepted + outcomes[Outcome.ACCEPTED.ordinal()],
        repaired + outcomes[Outcome.REPAIRED.ordinal()],
        duplicates + outcomes[Outcome.DUPLICATE.ordinal()],
        rejected + outcomes[Outcome.REJECTED.ordinal()],
        itemsAdded + newItems,
        workingMillis + batchMillis,
        newRepairs,
        newRejections,
        newProblems);
  }

  /** Rows per second of work; 0 before the first batch. */
  long rowsPerSecond() {
    return workingMillis == 0 ? 0 : rows * 1000 / workingMillis;
  }
}
