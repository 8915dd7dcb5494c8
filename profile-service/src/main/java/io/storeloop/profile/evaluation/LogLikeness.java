package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.Fields;
import io.storeloop.common.evaluation.Moments;
import io.storeloop.common.evaluation.WrittenDates;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether a table looks like a log of what some did, though no column is called as a customer's
 * would be: a column of dates, and one of texts or ids that come again. Looks at the first {@value
 * #ROWS} rows.
 */
final class LogLikeness {
  static final int ROWS = 10_000;

  private static final double NEARLY_ALL = 0.95;

  /** Of ids that come again no more than so many of the cells are different. */
  private static final double MOST_DIFFERENT = 0.9;

  private final List<Column> columns;
  private long rows;

  /** What was seen of one column. */
  private static final class Column {
    private final String name;
    private final Set<String> different = new HashSet<>();
    private long present;
    private long dates;
    private long numbers;

    private Column(String name) {
      this.name = name;
    }

    private void learn(String cell) {
      if (!Cells.isMissing(cell)) {
        present++;
        different.add(cell);
        dates += isDate(cell) ? 1 : 0;
        numbers += WrittenNumbers.Mark.POINT.number(cell).isPresent() ? 1 : 0;
      }
    }

    private static boolean isDate(String cell) {
      return WrittenDates.isDate(cell)
          || (cell.matches("[0-9]{4}[-/].*") && Moments.of(cell).isPresent());
    }

    private boolean holdsDates() {
      return present > 0 && dates >= NEARLY_ALL * present;
    }

    /** Of somebody or something: not of dates, quantities or a few categories. */
    private boolean comesAgain() {
      boolean names = TableColumn.isIdName(name) || numbers < NEARLY_ALL * present;
      return names
          && !holdsDates()
          && different.size() > TableColumn.MOST_CATEGORIES
          && different.size() <= MOST_DIFFERENT * present;
    }
  }

  LogLikeness(List<String> names) {
    this.columns = names.stream().map(Column::new).toList();
  }

  void learn(String[] row) {
    if (rows++ < ROWS) {
      IntStream.range(0, row.length).forEach(column -> columns.get(column).learn(row[column]));
    }
  }

  /** What to say to who may have meant the customers; empty of another table. */
  Optional<String> note() {
    Optional<Column> date = columns.stream().filter(Column::holdsDates).findFirst();
    Optional<Column> who =
        columns.stream()
            .filter(Column::comesAgain)
            .max(
                Comparator.<Column, Boolean>comparing(column -> TableColumn.isIdName(column.name))
                    .thenComparing(column -> column.different.size()));
    if (date.isEmpty() || who.isEmpty()) {
      return Optional.empty();
    }
    boolean known = KnownColumns.DATES.contains(Fields.plain(date.get().name));
    return Optional.of(
        "looks like a log, of which each row is grouped by itself: to group customers, name their column, such as --id %s%s"
            .formatted(quoted(who.get()), known ? "" : " --date " + quoted(date.get())));
  }

  private static String quoted(Column column) {
    return column.name.contains(" ") ? "'%s'".formatted(column.name) : column.name;
  }
}
