package io.storeloop.profile.evaluation;

import io.storeloop.common.evaluation.Moments;
import io.storeloop.common.evaluation.TableRows;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the days of one column: as {@link Moments} does, and {@code 12/1/2010 8:26}, of which the
 * whole column tells whether the month stands first.
 *
 * @param monthFirst whether {@code 12/1/2010} is the first of December
 * @param undecided whether the column holds such dates, and never a number above 12 in them
 */
record PurchaseDates(boolean monthFirst, boolean undecided) {
  private static final Pattern SLASHED =
      Pattern.compile("([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(?:[ T].*)?");
  private static final int MONTHS = 12;

  /** Looks through the column as far as needed. */
  static PurchaseDates of(Path file, int column) {
    boolean slashed = false;
    try (TableRows rows = TableRows.open(file)) {
      for (String[] row = rows.next(); row != null; row = rows.next()) {
        Matcher match = SLASHED.matcher(row[column]);
        if (match.matches()) {
          slashed = true;
          boolean dayFirst = Integer.parseInt(match.group(1)) > MONTHS;
          if (dayFirst || Integer.parseInt(match.group(2)) > MONTHS) {
            return new PurchaseDates(!dayFirst, false);
          }
        } else if (!slashed) {
          return new PurchaseDates(true, false);
        }
      }
    }
    return new PurchaseDates(true, slashed);
  }

  /** Whether a text looks like a date of this kind. */
  static boolean isSlashed(String text) {
    return SLASHED.matcher(text).matches();
  }

  /** The epoch day, or empty where the text names none. */
  Optional<Integer> day(String text) {
    Matcher match = SLASHED.matcher(text);
    if (match.matches()) {
      int first = Integer.parseInt(match.group(1));
      int second = Integer.parseInt(match.group(2));
      int year = Integer.parseInt(match.group(3));
      try {
        LocalDate day =
            LocalDate.of(year, monthFirst ? first : second, monthFirst ? second : first);
        return Optional.of((int) day.toEpochDay());
      } catch (DateTimeException noSuchDay) {
        return Optional.empty();
      }
    }
    OptionalLong moment = Moments.of(text);
    return moment.isPresent()
        ? Optional.of(LifetimeOption.epochDay(moment.getAsLong()))
        : Optional.empty();
  }
}
