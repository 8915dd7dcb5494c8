package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.TableRows;
import io.storeloop.profile.learning.Examples;
import io.storeloop.profile.learning.FeatureColumn;
import io.storeloop.profile.learning.FeatureTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table with a column that holds the answer, read whole.
 *
 * @param examples rows with an answer; equal rows, the answer aside, are one group
 * @param trainingRows how many of them come from the first file
 * @param positive which answer counts as yes
 * @param leftOut columns that are not read, with the reason
 * @param repeatedRows rows that repeat the features of an earlier one, as long as that is the
 *     exception
 * @param contradictions of these, rows with the other answer
 * @param unlabelled rows left out because they have no answer
 */
record LabelledTable(
    Examples examples,
    int trainingRows,
    String positive,
    Map<String, String> leftOut,
    int repeatedRows,
    int contradictions,
    int unlabelled) {
  /** More rows are refused: they would not fit into memory as texts. */
  static final int MAX_ROWS = 2_000_000;

  private static final Set<String> YES =
      Set.of("1", "1.0", "true", "yes", "y", "t", "churned", "churn");

  /**
   * Reads.
   *
   * @param test rows to be judged, in a second file with the same columns
   * @param label name of the column that holds the answer
   * @param positive which answer counts as yes; without it the one that says so, or else the rarer
   * @param excluded names of columns that are not to be read
   * @throws EvaluationRefusal if a file cannot be read, a name is unknown, or the column has not
   *     two answers
   */
  static LabelledTable read(
      Path data,
      Optional<Path> test,
      String label,
      Optional<String> positive,
      Set<String> excluded) {
    List<String[]> rows = new ArrayList<>();
    List<String> names = rows(data, rows);
    int training = rows.size();
    if (test.isPresent() && !rows(test.get(), rows).equals(names)) {
      throw new EvaluationRefusal("'%s' has other columns than '%s'.".formatted(test.get(), data));
    }
    int labelColumn = place(names, label, "--label");
    excluded.forEach(name -> place(names, name, "--exclude"));
    long unlabelledTraining =
        rows.subList(0, training).stream().filter(row -> isUnlabelled(row, labelColumn)).count();
    List<String[]> labelled = rows.stream().filter(row -> !isUnlabelled(row, labelColumn)).toList();
    String yes = positive(labelled, labelColumn, label, positive);
    return of(
        names,
        labelled,
        labelColumn,
        yes,
        excluded,
        training - (int) unlabelledTraining,
        rows.size() - labelled.size());
  }

  private static boolean isUnlabelled(String[] row, int labelColumn) {
    return ColumnText.isMissing(row[labelColumn]);
  }

  private static List<String> rows(Path file, List<String[]> rows) {
    try (TableRows table = TableRows.withNames(file)) {
      for (String[] row = table.next(); row != null; row = table.next()) {
        if (rows.size() == MAX_ROWS) {
          throw table.refusal("there are more than %d rows".formatted(MAX_ROWS));
        }
        rows.add(row);
      }
      return table.names().orElseThrow();
    }
  }

  private static int place(List<String> names, String name, String option) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new EvaluationRefusal(
          "There is no column '%s' (%s); there are %s."
              .formatted(name, option, String.join(", ", names)));
    }
    return place;
  }

  private static String positive(
      List<String[]> rows, int column, String label, Optional<String> wanted) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    rows.forEach(row -> counts.merge(row[column], 1, Integer::sum));
    if (counts.size() < 2 || (counts.size() > 2 && wanted.isEmpty())) {
      throw new EvaluationRefusal(
          "The column '%s' must have two values, but has %s%s."
              .formatted(
                  label,
                  counts.size() > 10 ? counts.size() : counts.keySet(),
                  counts.size() > 2 ? "; --positive VALUE says which one is yes" : ""));
    }
    if (wanted.isPresent() && !counts.containsKey(wanted.get())) {
      throw new EvaluationRefusal(
          "No row of the column '%s' has the value '%s' (--positive)."
              .formatted(label, wanted.get()));
    }
    return wanted
        .or(() ->
            counts.keySet().stream()
                .filter(v -> YES.contains(v.toLowerCase(Locale.ROOT)))
                .findFirst())
        .or(() ->
            counts.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey))
        .orElseThrow();
  }

  private static LabelledTable of(
      List<String> names,
      List<String[]> rows,
      int labelColumn,
      String positive,
      Set<String> excluded,
      int trainingRows,
      int unlabelled) {
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<FeatureColumn> columns = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      if (column == labelColumn) {
        continue;
      }
      if (excluded.contains(name)) {
        leftOut.put(name, "excluded");
        continue;
      }
      int at = column;
      ColumnText text =
          new ColumnText(name, rows.stream().map(row -> row[at]).toArray(String[]::new));
      Optional<String> reason = text.whyLeftOut();
      if (reason.isPresent()) {
        leftOut.put(name, reason.get());
      } else {
        columns.add(text.feature());
      }
    }
    if (columns.isEmpty()) {
      throw new EvaluationRefusal("No column is left to learn from: %s.".formatted(leftOut));
    }
    boolean[] labels = new boolean[rows.size()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = rows.get(row)[labelColumn].equals(positive);
    }
    Examples examples = Examples.groupingEqualRows(new FeatureTable(columns), labels);
    int[] repeats = repeats(examples.groups(), labels);
    return new LabelledTable(
        examples, trainingRows, positive, leftOut, repeats[0], repeats[1], unlabelled);
  }

  private static int[] repeats(int[] groups, boolean[] labels) {
    Map<Integer, Boolean> first = new HashMap<>();
    int[] repeats = new int[2];
    for (int row = 0; row < groups.length; row++) {
      Boolean before = first.putIfAbsent(groups[row], labels[row]);
      repeats[0] += before == null ? 0 : 1;
      repeats[1] += before != null && before != labels[row] ? 1 : 0;
    }
    return repeats;
  }

  /** Rows of the first file, the training rows of a second one. */
  int[] training() {
    return Arrays.stream(examples.all()).filter(row -> row < trainingRows).toArray();
  }

  /**
   * Rows of the second file; those that repeat a training row stay, as they would in life, and are
   * counted.
   */
  int[] test() {
    return Arrays.stream(examples.all()).filter(row -> row >= trainingRows).toArray();
  }
}
