package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.profile.learning.Examples;
import io.storeloop.profile.learning.FeatureColumn;
import io.storeloop.profile.learning.FeatureTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table with a column that holds the answer, read whole.
 *
 * @param examples rows with an answer; equal rows, the answer aside, are one group
 * @param trainingRows how many of them come from the first file
 * @param positive which answer counts as yes
 * @param leftOut columns that are not read, with the reason
 * @param readings what should be known of how columns were read
 * @param repeatedRows rows that repeat the features of an earlier one
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
      Set.of("true", "yes", "y", "t", "churned", "churn", "ja", "oui", "si", "sí", "sim");
  private static final Pattern ONE = Pattern.compile("\\+?1(?:[.,]0+)?");
  private static final Pattern NO_NUMBER = Pattern.compile("-?0(?:[.,]0+)?|-1(?:[.,]0+)?");

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
    Optional<String> spellings = unifySpellings(labelled, labelColumn, label);
    String yes = positive(labelled, labelColumn, label, positive);
    return of(
        table,
        labelled,
        labelColumn,
        yes,
        excluded,
        training - (int) unlabelledTraining,
        rows.size() - labelled.size(),
        spellings);
  }

  /** Answers that differ in case alone are one, as it is written first; what was so unified. */
  private static Optional<String> unifySpellings(List<String[]> rows, int column, String label) {
    Map<String, String> first = new LinkedHashMap<>();
    Set<String> all = new LinkedHashSet<>();
    for (String[] row : rows) {
      all.add(row[column]);
      first.putIfAbsent(row[column].toLowerCase(Locale.ROOT), row[column]);
    }
    if (first.size() < 2 || first.size() == all.size()) {
      return Optional.empty();
    }
    rows.forEach(
        row -> row[column] = first.getOrDefault(row[column].toLowerCase(Locale.ROOT), row[column]));
    return Optional.of(
        "'%s': answers that differ in case alone are one (%s)"
            .formatted(label, all.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))));
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
    Optional<String> asked =
        wanted.map(word ->
            counts.keySet().stream().filter(word::equalsIgnoreCase).findFirst().orElse(word));
    if (asked.isPresent() && !counts.containsKey(asked.get())) {
      throw new EvaluationRefusal(
          "No row of the column '%s' has the value '%s' (--positive); there are %s."
              .formatted(
                  label,
                  asked.get(),
                  counts.keySet().stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))));
    }
    return asked
        .or(() -> counts.keySet().stream().filter(v -> saysYes(v, counts.keySet())).findFirst())
        .or(() ->
            counts.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey))
        .orElseThrow();
  }

  /** A 1 says yes beside a 0 or a -1; of two codes such as 1 and 2 neither does. */
  private static boolean saysYes(String answer, Set<String> answers) {
    return YES.contains(answer.toLowerCase(Locale.ROOT))
        || (ONE.matcher(answer).matches()
            && answers.stream().anyMatch(other -> NO_NUMBER.matcher(other).matches()));
  }

  private static LabelledTable of(
      TextTable table,
      List<String[]> rows,
      int labelColumn,
      String positive,
      Set<String> excluded,
      int trainingRows,
      int unlabelled,
      Optional<String> spellings) {
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<String> readings = new ArrayList<>();
    spellings.ifPresent(readings::add);
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
    int[] equal = Examples.equalRows(examples.table());
    return new LabelledTable(
        examples,
        trainingRows,
        positive,
        leftOut,
        readings,
        equal.length - (int) Examples.different(equal),
        Examples.contradictions(equal, labels),
        unlabelled);
  }

  /** Whether equal rows count as copies, which stay on one side of every split. */
  boolean groupsEqualRows() {
    return repeatedRows == 0 || Examples.different(examples.groups()) < examples.rows();
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
