package io.storeloop.profile.evaluation;

import java.util.Locale;
import java.util.Map;
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

  /** Squares of larger ones are not finite. */
  private static final double LARGEST = 1e30;

  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");

  /** {@code id}, {@code user_id}, {@code CustomerID}, but not {@code paid}. */
  private static final Pattern ID_NAME = Pattern.compile("(?i:id)|.*[_ .-](?i:id)|.*[a-z]I[dD]");

  private final String name;
  private final Map<String, Integer> categories = new TreeMap<>();
  private long cells;
  private long missing;
  private long numbers;
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
    cells++;
    if (isMissing(cell)) {
      missing++;
      return;
    }
    OptionalDouble number = number(cell);
    if (number.isPresent()) {
      counting &= numbers == 0 || number.getAsDouble() == previous + 1;
      previous = number.getAsDouble();
      numbers++;
    }
    if (categories.size() <= MOST_CATEGORIES) {
      categories.merge(cell, 1, Integer::sum);
    }
  }

  Kind kind() {
    long present = cells - missing;
    if (categories.size() < 2) {
      return Kind.CONSTANT;
    }
    if (ID_NAME.matcher(name).matches() || (counting && numbers == present && present > 2)) {
      return Kind.IDS;
    }
    if (categories.size() == 2) {
      return Kind.FLAG;
    }
    if (numbers >= NEARLY_ALL * present) {
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
    return cells - missing - numbers;
  }

  static boolean isMissing(String cell) {
    return MISSING.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** The number in a cell, empty for any other text. */
  static OptionalDouble number(String cell) {
    double number = NUMBER.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
    return Math.abs(number) <= LARGEST ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
