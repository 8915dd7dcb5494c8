package io.storeloop.common.evaluation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as text: a line each, or several lines where a quoted field goes on behind
 * the end of its line. A quote that opens a field and is not closed is a sign like any other. Not
 * thread-safe.
 */
public final class TableLines {
  /** Most lines of one row. */
  static final int MOST_LINES = 200;

  private static final String DIVIDING = ",;\t|";

  private final Supplier<@Nullable String> lines;
  private final Predicate<String> isRow;
  private final Deque<String> ahead = new ArrayDeque<>();

  /**
   * Rows of these lines.
   *
   * @param lines null after the last
   * @param isRow whether several lines together make a row; otherwise each stands for itself
   */
  public TableLines(Supplier<@Nullable String> lines, Predicate<String> isRow) {
    this.lines = lines;
    this.isRow = isRow;
  }

  /** The next row, its lines with a line end between; null after the last. */
  public @Nullable String next() {
    String first = line();
    if (first == null || first.indexOf('"') < 0 || !endsInQuotes(first, false)) {
      return first;
    }
    StringBuilder row = new StringBuilder(first);
    List<String> more = new ArrayList<>();
    boolean open = true;
    while (open && more.size() + 1 < MOST_LINES) {
      String line = line();
      if (line == null) {
        break;
      }
      more.add(line);
      row.append('\n').append(line);
      open = endsInQuotes(line, true);
    }
    if (!open && isRow.test(row.toString())) {
      return row.toString();
    }
    more.reversed().forEach(ahead::push);
    return first;
  }

  private @Nullable String line() {
    return ahead.isEmpty() ? lines.get() : ahead.pop();
  }

  /** Whether the line ends inside a quoted field, when it begins inside one or not. */
  private static boolean endsInQuotes(String line, boolean beginsInside) {
    boolean inside = beginsInside;
    boolean atStart = !beginsInside;
    for (int i = 0; i < line.length(); i++) {
      char sign = line.charAt(i);
      if (inside) {
        boolean doubled = sign == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
        inside = doubled || sign != '"';
        i += doubled ? 1 : 0;
      } else {
        inside = atStart && sign == '"';
        atStart = DIVIDING.indexOf(sign) >= 0 || (atStart && sign == ' ');
      }
    }
    return inside;
  }
}
