package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.TableRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A table read whole, as it stands in the file.
 *
 * @param names of the columns; {@code column1} and on where the file has none
 * @param rows as many fields as names each
 * @param delimiter what stands between the columns
 */
record TextTable(Path file, List<String> names, List<String[]> rows, String delimiter) {
  /** More rows are refused: they would not fit into memory as texts. */
  static final int MAX_ROWS = 2_000_000;

  private static final int MOST_SHOWN = 50;

  private static final String UNNAMED = "column";

  /** Reads a file whose first row names the columns, whatever it looks like. */
  static TextTable withNames(Path file) {
    return read(TableRows.withNames(file), file);
  }

  /**
   * Reads a file, whose first row names the columns if it looks so, or if one of them is wanted.
   *
   * @param wanted the name of a column, or the place of one, from 1, in a file without names
   */
  static TextTable of(Path file, String wanted, String option) {
    TextTable read = read(TableRows.open(file), file);
    Optional<Integer> inFirstRow = read.isUnnamed() ? read.inFirstRow(wanted) : Optional.empty();
    if (inFirstRow.isEmpty()) {
      return read;
    }
    int place = inFirstRow.get();
    if (read.rows.stream().skip(1).anyMatch(row -> row[place].equals(wanted))) {
      throw new EvaluationRefusal(
          "'%s' stands in the first row of '%s' and below it: there seems to be no row of names; %s %s%d is that column."
              .formatted(wanted, file, option, UNNAMED, place + 1));
    }
    return withNames(file);
  }

  private static TextTable read(TableRows open, Path file) {
    List<String[]> rows = new ArrayList<>();
    try (TableRows table = open) {
      for (String[] row = table.next(); row != null; row = table.next()) {
        if (rows.size() == MAX_ROWS) {
          throw table.refusal("there are more than %d rows".formatted(MAX_ROWS));
        }
        rows.add(row);
      }
      List<String> names = table.names().orElseGet(() -> unnamed(table.columns()));
      return new TextTable(file, names, rows, table.delimiter());
    }
  }

  /** The names of columns that have none. */
  static List<String> unnamed(int columns) {
    return IntStream.rangeClosed(1, columns).mapToObj(i -> UNNAMED + i).toList();
  }

  private boolean isUnnamed() {
    return names.equals(unnamed(names.size()));
  }

  private Optional<Integer> inFirstRow(String text) {
    int place = rows.isEmpty() ? -1 : List.of(rows.getFirst()).indexOf(text);
    return place < 0 ? Optional.empty() : Optional.of(place);
  }

  /**
   * The place of a column.
   *
   * @throws EvaluationRefusal if there is none of this name
   */
  int place(String name, String option) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new EvaluationRefusal(
          "There is no column '%s' (%s); there are %s."
              .formatted(
                  name,
                  option,
                  String.join(", ", names.subList(0, Math.min(MOST_SHOWN, names.size())))
                      + (names.size() > MOST_SHOWN ? ", …" : "")));
    }
    return place;
  }

  /**
   * The same rows in the order of another table's columns.
   *
   * @throws EvaluationRefusal if one of them has columns that the other has not
   */
  TextTable inOrderOf(TextTable other) {
    if (names.equals(other.names)) {
      return this;
    }
    Set<String> missing = new HashSet<>(other.names);
    names.forEach(missing::remove);
    Set<String> more = new HashSet<>(names);
    other.names.forEach(more::remove);
    if (!missing.isEmpty() || !more.isEmpty() || names.size() != other.names.size()) {
      throw new EvaluationRefusal(
          "'%s' has other columns than '%s': it lacks %s and has %s."
              .formatted(file, other.file, missing, more));
    }
    int[] places = other.names.stream().mapToInt(names::indexOf).toArray();
    List<String[]> ordered =
        rows.stream()
            .map(row -> IntStream.of(places).mapToObj(place -> row[place]).toArray(String[]::new))
            .toList();
    return new TextTable(file, other.names, ordered, delimiter);
  }

  /**
   * How the numbers of each column are written.
   *
   * @param some of the rows, or of those of a second table like this one
   */
  List<WrittenNumbers.Mark> marks(List<String[]> some) {
    List<WrittenNumbers> written = names.stream().map(name -> new WrittenNumbers()).toList();
    for (String[] row : some) {
      for (int column = 0; column < row.length; column++) {
        written.get(column).learn(row[column]);
      }
    }
    Optional<WrittenNumbers.Mark> agreed = WrittenNumbers.agreed(written);
    return written.stream().map(numbers -> numbers.mark(agreed, delimiter)).toList();
  }
}
