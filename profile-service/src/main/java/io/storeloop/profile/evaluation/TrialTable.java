package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.uplift.GoalWorth;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.common.evaluation.TrialColumns;
import io.storeloop.profile.learning.FeatureColumn;
import io.storeloop.profile.learning.FeatureTable;
import io.storeloop.profile.uplift.UpliftTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A table of a randomised experiment, a user per row, read whole.
 *
 * @param arms by row
 * @param table what was known of the users before
 * @param outcomes by row: whether the goal was reached
 * @param outcome name of its column
 * @param leftOut columns that are not read, with the reason
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, compared by nobody
record TrialTable(
    String[] arms,
    FeatureTable table,
    boolean[] outcomes,
    String outcome,
    Map<String, String> leftOut) {

  /**
   * Reads.
   *
   * @throws EvaluationRefusal if the file cannot be read, a column is unknown, or the outcome is
   *     not one of 0 and 1
   */
  static TrialTable read(Path data, GivenOptions given) {
    TextTable table = TextTable.withNames(data);
    List<String[]> rows = table.rows();
    List<String> names = table.names();
    List<WrittenNumbers.Mark> marks = table.marks(rows);
    TrialColumns columns = TrialColumns.of(names, given, "--outcome");
    int outcome = columns.outcomes().getFirst();
    Set<String> excluded = new LinkedHashSet<>(TrialColumns.list(given.text("--exclude")));
    excluded.forEach(name -> TrialColumns.place(names, name, "--exclude"));
    String[] arms = rows.stream().map(row -> row[columns.treatment()]).toArray(String[]::new);
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<FeatureColumn> features = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      int at = column;
      ColumnText text = ColumnText.of(table, column, rows, marks);
      Optional<String> reason =
          column == columns.treatment()
              ? Optional.of("the arm")
              : columns.outcomes().contains(column)
                  ? Optional.of("measured afterwards")
                  : excluded.contains(names.get(column))
                      ? Optional.of("excluded")
                      : text.whyLeftOut();
      reason.ifPresentOrElse(
          why -> leftOut.put(names.get(at), why),
          () -> {
            FeatureColumn feature = text.feature();
            TrialBalance.whyLeftOut(feature, arms)
                .ifPresentOrElse(
                    why -> leftOut.put(feature.name(), why), () -> features.add(feature));
          });
    }
    if (features.isEmpty()) {
      throw new EvaluationRefusal("No column is left to learn from: %s.".formatted(leftOut));
    }
    return new TrialTable(
        arms,
        new FeatureTable(features),
        goals(rows, outcome, names.get(outcome)),
        names.get(outcome),
        leftOut);
  }

  private static boolean[] goals(List<String[]> rows, int column, String name) {
    boolean[] goals = new boolean[rows.size()];
    for (int row = 0; row < goals.length; row++) {
      double value = ColumnText.number(rows.get(row)[column]).orElse(Double.NaN);
      if (value != 0 && value != 1) {
        throw new EvaluationRefusal(
            "The outcome '%s' must be 0 or 1, not '%s' (--outcome names another column)."
                .formatted(name, rows.get(row)[column]));
      }
      goals[row] = value == 1;
    }
    return goals;
  }

  /** The arms there are, in the order of their names. */
  List<String> armNames() {
    return Arrays.stream(arms).filter(arm -> !arm.isEmpty()).distinct().sorted().toList();
  }

  /** The rows of two arms, ascending. */
  int[] rowsOf(String treated, String control) {
    return IntStream.range(0, arms.length)
        .filter(row -> arms[row].equals(treated) || arms[row].equals(control))
        .toArray();
  }

  /** The same users as a trial of one arm against the others. */
  UpliftTrial trial(String treated, GoalWorth worth) {
    boolean[] isTreated = new boolean[arms.length];
    for (int row = 0; row < arms.length; row++) {
      isTreated[row] = arms[row].equals(treated);
    }
    return new UpliftTrial(table, isTreated, outcomes, worth);
  }
}
