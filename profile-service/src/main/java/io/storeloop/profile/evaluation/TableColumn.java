package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the cells of one column of a table turn out to be; learns a cell at a time. */
final class TableColumn {
  /** A column of texts with more different values is no category. */
  static final int MOST_CATEGORIES = 20;

  /** A column in which so many cells are numbers is one of numbers; the others count as missing. */
  private static final double NEARLY_ALL = 0.95;

  /** {@code id}, {@code user_id}, {@code CustomerID}, but not {@code paid}. */
  private static final Pattern ID_NAME = Pattern.compile("(?i:id)|.*[_ .-](?i:id)|.*[a-z]I[dD]");

  private final String name;
  private final Map<String, Integer> categories = new TreeMap<>();
  private final WrittenNumbers written = new WrittenNumbers();
  private WrittenNumbers.Mark mark = WrittenNumbers.Mark.POINT;
  private long plain;
  private boolean counting = true;
  private double previous;

  /** What a column holds. */
  enum Kind {
    NUMBERS,
    CATEGORIES,
    /** Two values only. */
    FLAG,
    IDS,
    CONSTANT,
    TEXTS
  }

  TableColumn(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void learn(String cell) {
    if (Cells.isMissing(cell)) {
      return;
    }
    written.learn(cell);
    OptionalDouble number = WrittenNumbers.Mark.POINT.number(cell);
    if (number.isPresent()) {
      counting &= plain == 0 || number.getAsDouble() == previous + 1;
      previous = number.getAsDouble();
      plain++;
    }
    if (categories.size() <= MOST_CATEGORIES) {
      categories.merge(cell, 1, Integer::sum);
    }
  }

  /** Told when all columns have learnt: how each one's numbers are written. */
  static void settle(List<TableColumn> columns, String delimiter) {
    Optional<WrittenNumbers.Mark> agreed =
        WrittenNumbers.agreed(columns.stream().map(column -> column.written).toList());
    columns.forEach(column -> column.mark = column.written.mark(agreed, delimiter));
  }

  Kind kind() {
    long present = written.cells();
    if (categories.size() < 2) {
      return Kind.CONSTANT;
    }
    if (isIdName(name) || (counting && plain == present && present > 2)) {
      return Kind.IDS;
    }
    if (categories.size() == 2) {
      return Kind.FLAG;
    }
    if (written.numbers(mark) >= NEARLY_ALL * present) {
      return Kind.NUMBERS;
    }
    return categories.size() <= MOST_CATEGORIES ? Kind.CATEGORIES : Kind.TEXTS;
  }

  /** Texts that a category may be, in order. */
  Set<String> categories() {
    return categories.keySet();
  }

  /** Present cells that are no numbers. */
  long texts() {
    return written.cells() - written.numbers(mark);
  }

  /** Whether its numbers have a comma in front of the decimals, or points between thousands. */
  boolean hasDecimalCommas() {
    return mark == WrittenNumbers.Mark.COMMA && written.haveSigns();
  }

  /** How this column's numbers are written. */
  WrittenNumbers.Mark mark() {
    return mark;
  }

  static boolean isIdName(String name) {
    return ID_NAME.matcher(name).matches();
  }
}
