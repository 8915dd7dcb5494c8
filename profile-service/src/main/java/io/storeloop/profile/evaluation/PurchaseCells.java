package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Cells;
import io.storeloop.common.evaluation.WrittenDates;
import io.storeloop.profile.evaluation.WrittenNumbers.Mark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads the cells of a table of purchases, whose columns tell how their dates and numbers are
 * written.
 *
 * @param marks by column of numbers
 * @param span days that the log is about
 * @param notes what should be known of how they were read
 */
record PurchaseCells(
    PurchaseColumns columns,
    WrittenDates dates,
    Map<Integer, Mark> marks,
    LogDays.Span span,
    List<String> notes) {
  private static final long MILLIS_PER_DAY = 86_400_000;

  /** Looks through the file. */
  static PurchaseCells of(Path file, PurchaseColumns columns) {
    WrittenDates dates = WrittenDates.of(file, columns.date());
    List<String> notes = new ArrayList<>();
    if (dates.undecided()) {
      notes.add(
          "Dates like 12/1/2010 are read %s first: no number in them decides it."
              .formatted(dates.monthFirst() ? "month" : "day"));
    }
    PurchaseScan scan = PurchaseScan.through(file, columns, dates);
    LogDays.Span span = scan.days().span();
    scan.days().note(span).ifPresent(notes::add);
    Map<Integer, Mark> marks = marks(scan, notes);
    scan.currencies().note().ifPresent(notes::add);
    return new PurchaseCells(columns, dates, marks, span, notes);
  }

  private static Map<Integer, Mark> marks(PurchaseScan scan, List<String> notes) {
    Map<Integer, Mark> marks = new HashMap<>();
    Optional<Mark> agreed = WrittenNumbers.agreed(scan.numbers().values());
    scan.numbers()
        .forEach((column, numbers) -> {
          Mark mark = numbers.mark(agreed, scan.delimiter());
          marks.put(column, mark);
          if (numbers.isAmbiguous() && agreed.isEmpty()) {
            notes.add(
                "Numbers like 1,234 are read as %s: nothing else in the file decides it."
                    .formatted(mark == Mark.POINT ? "thousands" : "decimals"));
          }
        });
    return marks;
  }

  /** Epoch milliseconds of the row's date, empty where it names none. */
  OptionalLong moment(String[] row) {
    return moment(columns, dates, row[columns.date()]);
  }

  /** Whether a moment lies where only wrong dates do ({@link LogDays}); a note counts them. */
  boolean isStray(long moment) {
    return !span.holds(LifetimeOption.epochDay(moment));
  }

  static OptionalLong moment(PurchaseColumns columns, WrittenDates dates, String text) {
    return columns.numbersDays() && text.matches("[0-9]{1,9}")
        ? OptionalLong.of(Long.parseLong(text) * MILLIS_PER_DAY)
        : dates.moment(text);
  }

  /**
   * A number of the row, empty where the column, the cell or a number in it is missing. A cell that
   * can be read in one way only is, whatever the others are.
   */
  OptionalDouble number(String[] row, int column) {
    if (column == PurchaseColumns.NONE || Cells.isMissing(row[column])) {
      return OptionalDouble.empty();
    }
    Mark mark = marks.getOrDefault(column, Mark.POINT);
    OptionalDouble number = mark.number(row[column]);
    return number.isPresent() ? number : mark.other().number(row[column]);
  }

  /** How many pieces; 1 where nothing is said. */
  double quantity(String[] row) {
    return number(row, columns.quantity()).orElse(1);
  }

  /** The money of the row, empty where nothing is said. */
  OptionalDouble amount(String[] row) {
    if (columns.amount() != PurchaseColumns.NONE) {
      return number(row, columns.amount());
    }
    OptionalDouble price = number(row, columns.unitPrice());
    return price.isPresent()
        ? OptionalDouble.of(price.getAsDouble() * quantity(row))
        : OptionalDouble.empty();
  }

  /** Whether goods came back rather than went out. */
  boolean isBack(String[] row) {
    return columns.isCancelled(row) || quantity(row) < 0 || amount(row).orElse(0) < 0;
  }
}
