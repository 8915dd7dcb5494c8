package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.TableRows;
import io.storeloop.profile.evaluation.WrittenNumbers.Mark;
import io.storeloop.profile.grouping.Column;
import io.storeloop.profile.grouping.Scaling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of one thing a row: its numeric columns, recognised by their content. Categories
 * and flags take part where they are asked for by name, or where there is no other column; each of
 * their values is a column of 0 and 1, and all of one category weigh together as much as a number.
 */
final class ClusterTable {
  /** Cells that are held: 480 MB, and as much on one scale. */
  static final long MOST_CELLS = 60_000_000;

  private static final int FEWEST_NUMBERS = 2;

  private final Path file;
  private final @Nullable String idName;
  private final @Nullable String labelName;
  private final List<String> notes = new ArrayList<>();

  /** One column of the result: a number of the table, or one value of a category. */
  private record Cell(int column, @Nullable String category, Mark mark) {}

  ClusterTable(Path file, Optional<String> idName, Optional<String> labelName) {
    this.file = file;
    this.idName = idName.orElse(null);
    this.labelName = labelName.orElse(null);
  }

  /**
   * Reads the file twice: to recognise the columns, and to take the values.
   *
   * @param features names of columns; empty to take the numeric ones
   * @throws EvaluationRefusal if a name is unknown, or nothing is left to group by
   */
  ClusterRows read(List<String> features, long seed) {
    boolean mayBeLog = features.isEmpty() && idName == null && labelName == null;
    List<TableColumn> columns = recognised(mayBeLog);
    int id = index(columns, idName);
    int label = index(columns, labelName);
    List<Integer> chosen = chosen(columns, features, id, label);
    List<Cell> cells = cells(columns, chosen);
    List<String> ids = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    double[][] values = values(cells, id, label, ids, labels);
    boolean[] heavyTailed = new boolean[cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      heavyTailed[i] = cells.get(i).category() == null && ClusterRows.isHeavyTailed(values, i);
    }
    // the values of one category together weigh as much as a number
    Scaling scaling =
        Scaling.learn(values, heavyTailed)
            .together(
                cells.stream()
                    .map(cell -> cell.category() == null ? null : cell.column())
                    .toList());
    List<Column> words =
        IntStream.range(0, cells.size())
            .mapToObj(i -> words(columns, cells.get(i), heavyTailed[i]))
            .toList();
    return ClusterRows.of(
        "rows", words, ids, values, scaling, label < 0 ? null : numbered(labels), notes, seed);
  }

  private List<TableColumn> recognised(boolean mayBeLog) {
    try (TableRows rows = TableRows.open(file)) {
      List<String> names = rows.names().orElseGet(() -> TextTable.unnamed(rows.columns()));
      List<TableColumn> columns = names.stream().map(TableColumn::new).toList();
      LogLikeness likeness = new LogLikeness(mayBeLog ? names : List.of());
      for (String[] row = rows.next(); row != null; row = rows.next()) {
        for (int column = 0; column < row.length; column++) {
          columns.get(column).learn(row[column]);
        }
        if (mayBeLog) {
          likeness.learn(row);
        }
      }
      likeness.note().ifPresent(notes::add);
      TableColumn.settle(columns, rows.delimiter());
      return columns;
    }
  }

  private List<Integer> chosen(
      List<TableColumn> columns, List<String> features, int id, int label) {
    if (!features.isEmpty()) {
      return features.stream().map(name -> index(columns, name)).distinct().toList();
    }
    List<Integer> others =
        IntStream.range(0, columns.size()).filter(c -> c != id && c != label).boxed().toList();
    List<Integer> numbers = of(columns, others, TableColumn.Kind.NUMBERS);
    List<Integer> flags = of(columns, others, TableColumn.Kind.FLAG);
    List<Integer> categories = of(columns, others, TableColumn.Kind.CATEGORIES);
    leftOut(columns, of(columns, others, TableColumn.Kind.IDS), "ids or running numbers");
    leftOut(columns, of(columns, others, TableColumn.Kind.CONSTANT), "the same in all rows");
    leftOut(columns, of(columns, others, TableColumn.Kind.TEXTS), "texts of too many values");
    if (numbers.size() >= FEWEST_NUMBERS || flags.size() + categories.size() == 0) {
      leftOut(columns, flags, "two values only; --features takes them");
      leftOut(columns, categories, "categories; --features takes them");
      return numbers;
    }
    return others.stream()
        .filter(c -> numbers.contains(c) || flags.contains(c) || categories.contains(c))
        .toList();
  }

  private static List<Integer> of(
      List<TableColumn> columns, List<Integer> some, TableColumn.Kind kind) {
    return some.stream().filter(column -> columns.get(column).kind() == kind).toList();
  }

  private void leftOut(List<TableColumn> columns, List<Integer> some, String why) {
    if (!some.isEmpty()) {
      notes.add(
          "left out, %s: %s"
              .formatted(
                  why,
                  some.stream().map(c -> columns.get(c).name()).collect(Collectors.joining(", "))));
    }
  }

  private List<Cell> cells(List<TableColumn> columns, List<Integer> chosen) {
    List<Cell> cells = new ArrayList<>();
    for (int index : chosen) {
      TableColumn column = columns.get(index);
      switch (column.kind()) {
        case FLAG, CATEGORIES ->
            column
                .categories()
                .forEach(category -> cells.add(new Cell(index, category, column.mark())));
        case NUMBERS, IDS -> cells.add(new Cell(index, null, column.mark()));
        case CONSTANT -> notes.add("left out, the same in all rows: " + column.name());
        case TEXTS ->
            throw new EvaluationRefusal(
                "The column '%s' holds texts of more than %d values: it is no quantity and no category."
                    .formatted(column.name(), TableColumn.MOST_CATEGORIES));
      }
      if (column.kind() == TableColumn.Kind.NUMBERS && column.hasDecimalCommas()) {
        notes.add("%s: numbers with decimal commas".formatted(column.name()));
      }
      if (column.kind() == TableColumn.Kind.NUMBERS && column.texts() > 0) {
        notes.add(
            "%s: %,d cells are no numbers and count as missing"
                .formatted(column.name(), column.texts()));
      }
    }
    if (cells.isEmpty()) {
      throw new EvaluationRefusal(
          "'%s' has no column to group by: none holds numbers, and none is a category."
              .formatted(file));
    }
    return cells;
  }

  private double[][] values(
      List<Cell> cells, int id, int label, List<String> ids, List<String> labels) {
    List<double[]> values = new ArrayList<>();
    long unlabelled = 0;
    try (TableRows rows = TableRows.open(file)) {
      String[] next = rows.next();
      while (next != null) {
        String[] row = next;
        next = rows.next();
        if (label >= 0 && Cells.isMissing(row[label])) {
          unlabelled++;
          continue;
        }
        if ((values.size() + 1L) * cells.size() > MOST_CELLS) {
          throw rows.refusal(
              "there are more than %d cells to group by; take fewer columns by --features, or a part of the rows"
                  .formatted(MOST_CELLS));
        }
        ids.add(id < 0 ? "row " + (values.size() + 1) : row[id]);
        labels.add(label < 0 ? "" : row[label]);
        values.add(cells.stream().mapToDouble(cell -> value(row[cell.column()], cell)).toArray());
      }
    }
    if (unlabelled > 0) {
      notes.add("%,d rows without a label are left out".formatted(unlabelled));
    }
    if (values.isEmpty()) {
      throw new EvaluationRefusal("'%s' has no rows to group.".formatted(file));
    }
    return values.toArray(double[][]::new);
  }

  private static double value(String text, Cell cell) {
    if (Cells.isMissing(text)) {
      return Double.NaN;
    }
    return cell.category() == null
        ? cell.mark().number(text).orElse(Double.NaN)
        : text.equals(cell.category()) ? 1 : 0;
  }

  private static Column words(List<TableColumn> columns, Cell cell, boolean heavyTailed) {
    String name = columns.get(cell.column()).name();
    return cell.category() == null
        ? new Column(name, heavyTailed, "high " + name, "low " + name)
        : new Column(
            name + "=" + cell.category(),
            false,
            "%s %s".formatted(name, cell.category()),
            "not %s %s".formatted(name, cell.category()));
  }

  private static int[] numbered(List<String> labels) {
    Map<String, Integer> numbers = new HashMap<>();
    return labels.stream()
        .mapToInt(label -> numbers.computeIfAbsent(label, unseen -> numbers.size()))
        .toArray();
  }

  /** By its name as written, then without signs and case; -1 for no name. */
  private static int index(List<TableColumn> columns, @Nullable String name) {
    if (name == null) {
      return -1;
    }
    List<String> names = columns.stream().map(TableColumn::name).toList();
    int exact = names.indexOf(name);
    int found =
        exact >= 0 ? exact : names.stream().map(Fields::plain).toList().indexOf(Fields.plain(name));
    if (found < 0) {
      throw new EvaluationRefusal(
          "There is no column '%s'; there are %s.".formatted(name, String.join(", ", names)));
    }
    return found;
  }
}
