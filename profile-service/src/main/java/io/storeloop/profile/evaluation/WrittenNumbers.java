package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the numbers of one column are written, {@code 1,234.5} or {@code 1.234,5}; learns a cell at a
 * time. Signs of currency and per cent, and brackets around what is negative, are passed over.
 *
 * <p>A column has decimal commas only if all that stands in it is a number so, and at least one
 * cell none otherwise. What {@code 1,234} is where no cell decides it, the other columns of the
 * table tell, or else this one (beside {@code 834} it is a thousand, beside {@code 1234} it is
 * not), or else the delimiter: a table with commas between columns has points in its numbers.
 * {@code 1.234} has a decimal point unless other columns have decimal commas.
 */
final class WrittenNumbers {
  /** Squares of larger ones are not finite, nor are they in single precision. */
  private static final double LARGEST = 1e30;

  /** A number of more digits should have a sign for its thousands, if others have. */
  private static final int DIGITS_WITHOUT_SIGN = 3;

  private static final Pattern PLAIN =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,15}");
  private static final String MONEY = "(?:\\p{Sc}|(?i:EUR|USD|GBP|CHF))";
  private static final Pattern DECORATED =
      Pattern.compile(
          "(?<open>\\()?(?<sign>[-+\u2212]?)(?:%s[ \u00a0]?)?(?<second>[-+\u2212]?)(?<digits>[0-9.,'\u00a0\u202f]+)[ \u00a0]?(?:%%|%s)?(?<close>\\))?"
              .formatted(MONEY, MONEY));

  /** The sign in front of the decimals. */
  enum Mark {
    POINT(
        "(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:['\u00a0\u202f][0-9]{3})+|[0-9]+)(?:\\.[0-9]*)?|\\.[0-9]+"),
    COMMA(
        "(?:[1-9][0-9]{0,2}(?:\\.[0-9]{3})+|[1-9][0-9]{0,2}(?:['\u00a0\u202f][0-9]{3})+|[0-9]+)(?:,[0-9]*)?|,[0-9]+");

    private final Pattern pattern;

    Mark(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }

    /** The number in a cell, empty for any other text. */
    OptionalDouble number(String cell) {
      if (PLAIN.matcher(cell).matches() && (this == POINT || cell.indexOf('.') < 0)) {
        return bounded(Double.parseDouble(cell));
      }
      Matcher match = DECORATED.matcher(cell);
      if (!match.matches()
          || !pattern.matcher(match.group("digits")).matches()
          || (match.group("open") == null) != (match.group("close") == null)) {
        return OptionalDouble.empty();
      }
      String digits = match.group("digits").replaceAll(this == POINT ? "[^0-9.]" : "[^0-9,]", "");
      String signs = match.group("sign") + match.group("second");
      boolean negative = match.group("open") != null || (!signs.isEmpty() && !signs.equals("+"));
      double number = Double.parseDouble(digits.replace(',', '.'));
      return bounded(negative ? -number : number);
    }

    private static OptionalDouble bounded(double number) {
      return Math.abs(number) <= LARGEST ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    Mark other() {
      return this == POINT ? COMMA : POINT;
    }
  }

  private long cells;
  private long pointOnly;
  private long commaOnly;
  private long commaOfThree;
  private long pointOfThree;
  private long few;
  private long many;

  void learn(String cell) {
    if (Cells.isMissing(cell)) {
      return;
    }
    cells++;
    if (WHOLE.matcher(cell).matches()) {
      learnEither(cell);
      return;
    }
    if (pointOnly > 0 && PLAIN.matcher(cell).matches()) {
      pointOnly++;
      return;
    }
    boolean byPoint = Mark.POINT.number(cell).isPresent();
    boolean byComma = Mark.COMMA.number(cell).isPresent();
    if (byPoint && byComma) {
      learnEither(cell);
    } else {
      pointOnly += byPoint ? 1 : 0;
      commaOnly += byComma ? 1 : 0;
    }
  }

  private void learnEither(String cell) {
    if (cell.indexOf(',') >= 0) {
      commaOfThree++;
    } else if (cell.indexOf('.') >= 0) {
      pointOfThree++;
    } else if (cell.chars().filter(Character::isDigit).count() > DIGITS_WITHOUT_SIGN) {
      many++;
    } else {
      few++;
    }
  }

  /** Cells that are not missing. */
  long cells() {
    return cells;
  }

  /** How many of them are numbers. */
  long numbers(Mark mark) {
    return (mark == Mark.POINT ? pointOnly : commaOnly) + commaOfThree + pointOfThree + few + many;
  }

  /** Whether there are commas or points in them. */
  boolean haveSigns() {
    return pointOnly + commaOnly + commaOfThree + pointOfThree > 0;
  }

  /** Whether nothing that follows could change {@link #told}. */
  boolean isDecided() {
    return pointOnly > 0;
  }

  /** What cells of this column say that can be read in one way only; empty where there is none. */
  Optional<Mark> told() {
    if (commaOnly > 0 && numbers(Mark.COMMA) == cells) {
      return Optional.of(Mark.COMMA);
    }
    return pointOnly > 0 || commaOnly > 0 ? Optional.of(Mark.POINT) : Optional.empty();
  }

  /**
   * How this column is to be read.
   *
   * @param agreed what the columns of the table agree on
   * @param delimiter what stands between the columns
   */
  Mark mark(Optional<Mark> agreed, String delimiter) {
    if (told().isPresent()) {
      return told().get();
    }
    if (commaOfThree + pointOfThree == 0 || agreed.isPresent()) {
      return agreed.orElse(Mark.POINT);
    }
    if (pointOfThree > 0 || numbers(Mark.COMMA) < cells) {
      return Mark.POINT;
    }
    boolean thousands = few > 0 || delimiter.equals(",");
    return many == 0 && thousands ? Mark.POINT : Mark.COMMA;
  }

  /** Whether only other columns or the delimiter tell how to read this one. */
  boolean isAmbiguous() {
    return told().isEmpty() && commaOfThree > 0 && few + many == 0;
  }

  /** What all columns say that say anything; empty where they contradict each other. */
  static Optional<Mark> agreed(Collection<WrittenNumbers> columns) {
    Set<Mark> marks =
        columns.stream()
            .filter(column -> column.told().isPresent())
            .filter(column -> column.numbers(column.told().get()) == column.cells)
            .map(column -> column.told().get())
            .collect(Collectors.toSet());
    return marks.size() == 1 ? Optional.of(marks.iterator().next()) : Optional.empty();
  }
}
