package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.EvaluationRefusal;
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
import java.util.stream.Collectors;

/**
 * A table with a column that holds the answer, read whole.
 *
 * @param examples rows with an answer; equal rows, the answer aside, are one group
 * @param trainingRows how many of them come from the first file
 * @param positive which answer counts as yes
 * @param leftOut columns that are not read, with the reason
 * @param readings what should be known of how columns were read
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
    List<String> readings,
    int repeatedRows,
    int contradictions,
    int unlabelled) {
  private static final int MOST_SHOWN = 10;

  private static final Set<String> YES =
      Set.of(
          "1", "1.0", "true", "yes", "y", "t", "churned", "churn", "ja", "oui", "si", "sí", "sim");

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
    TextTable table = TextTable.of(data, label, "--label");
    List<String[]> rows = new ArrayList<>(table.rows());
    test.ifPresent(
        file -> rows.addAll(TextTable.of(file, label, "--label").inOrderOf(table).rows()));
    int training = table.rows().size();
    int labelColumn = table.place(label, "--label");
    excluded.forEach(name -> table.place(name, "--exclude"));
    long unlabelledTraining =
        rows.subList(0, training).stream().filter(row -> isUnlabelled(row, labelColumn)).count();
    List<String[]> labelled = rows.stream().filter(row -> !isUnlabelled(row, labelColumn)).toList();
    String yes = positive(labelled, labelColumn, label, positive);
    return of(
        table,
        labelled,
        labelColumn,
        yes,
        excluded,
        training - (int) unlabelledTraining,
        rows.size() - labelled.size());
  }

  private static boolean isUnlabelled(String[] row, int labelColumn) {
    return Cells.isMissing(row[labelColumn]);
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
                  counts.size() > MOST_SHOWN ? counts.size() : counts.keySet(),
                  counts.size() > 2 ? "; --positive VALUE says which one is yes" : ""));
    }
    if (wanted.isPresent() && !counts.containsKey(wanted.get())) {
      throw new EvaluationRefusal(
          "No row of the column '%s' has the value '%s' (--positive); there are %s."
              .formatted(
                  label,
                  wanted.get(),
                  counts.keySet().stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))));
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
      TextTable table,
      List<String[]> rows,
      int labelColumn,
      String positive,
      Set<String> excluded,
      int trainingRows,
      int unlabelled) {
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<String> readings = new ArrayList<>();
    List<FeatureColumn> columns = new ArrayList<>();
    List<WrittenNumbers.Mark> marks = table.marks(rows);
    for (int column = 0; column < table.names().size(); column++) {
      String name = table.names().get(column);
      if (column == labelColumn) {
        continue;
      }
      if (excluded.contains(name)) {
        leftOut.put(name, "excluded");
        continue;
      }
      ColumnText text = ColumnText.of(table, column, rows, marks);
      Optional<String> reason = text.whyLeftOut();
      if (reason.isPresent()) {
        leftOut.put(name, reason.get());
      } else {
        columns.add(text.feature());
        text.howRead().ifPresent(readings::add);
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
        examples, trainingRows, positive, leftOut, readings, repeats[0], repeats[1], unlabelled);
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
