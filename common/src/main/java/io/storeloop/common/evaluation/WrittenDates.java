package io.storeloop.common.evaluation;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of one column as people write them: as {@link Moments} does, {@code 12/1/2010
 * 8:26} and {@code 1.12.2010}, of which the whole column tells whether the month stands first, and
 * {@code 1-Dec-10} or {@code Dec 1, 2010} with English names of months.
 *
 * @param monthFirst whether {@code 12/1/2010} is the first of December
 * @param undecided whether the column holds such dates, and never a number above 12 in them: then
 *     the month stands first, but for dates with points
 */
public record WrittenDates(boolean monthFirst, boolean undecided) {
  private static final String TIME =
      "(?:,?[ T]+(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
          + "(?: ?(?<half>[AaPp])\\.?[Mm]\\.?)?(?: ?(?:Z|UTC|GMT))?)?";
  private static final String YEAR = "(?<year>[0-9]{4}|(?<!-)[0-9]{2})";
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(?<first>[0-9]{1,2})(?<sign>[/.-])(?<next>[0-9]{1,2})\\k<sign>" + YEAR + TIME);
  private static final Pattern DAY_AND_NAME =
      Pattern.compile(
          "(?<day>[0-9]{1,2})[-. /]{1,2}(?<name>[A-Za-z]{3,9})[-. /,]{1,2}(?<year>[0-9]{4}|[0-9]{2})"
              + TIME);
  private static final Pattern NAME_AND_DAY =
      Pattern.compile(
          "(?<name>[A-Za-z]{3,9})[-. ]{1,2}(?<day>[0-9]{1,2}),? (?<year>[0-9]{4})" + TIME);

  private static final int MONTHS = 12;
  private static final int NOON = 12;
  private static final int CENTURY = 100;
  private static final int THIS_CENTURY = 2000;

  /** A year of two digits from here on is of the last century. */
  private static final int FIRST_OF_LAST_CENTURY = 70;

  /** Looks through a column of a table as far as needed. */
  public static WrittenDates of(Path file, int column) {
    try (TableRows rows = TableRows.open(file)) {
      return of(() -> {
        String[] row = rows.next();
        return row == null ? null : row[column];
      });
    }
  }

  /**
   * Looks through cells as far as needed.
   *
   * @param cells the next one each time, null after the last
   */
  public static WrittenDates of(Supplier<@Nullable String> cells) {
    boolean undecided = false;
    boolean points = false;
    for (String cell = cells.get(); cell != null; cell = cells.get()) {
      Matcher match = NUMBERS.matcher(cell);
      if (match.matches()) {
        undecided = true;
        points = match.group("sign").equals(".");
        boolean dayFirst = number(match, "first") > MONTHS;
        if (dayFirst || number(match, "next") > MONTHS) {
          return new WrittenDates(!dayFirst, false);
        }
      } else if (!undecided && !Cells.isMissing(cell)) {
        return new WrittenDates(true, false);
      }
    }
    return new WrittenDates(!points, undecided);
  }

  /** Whether a text looks like a date that {@link Moments} does not read. */
  public static boolean isDate(String text) {
    return NUMBERS.matcher(text).matches() || named(text) != null;
  }

  /** Epoch milliseconds, or empty where the text names no time. */
  public OptionalLong moment(String text) {
    try {
      Matcher match = NUMBERS.matcher(text);
      if (match.matches()) {
        int first = number(match, "first");
        int next = number(match, "next");
        return millis(match, monthFirst ? first : next, monthFirst ? next : first);
      }
      match = named(text);
      return match == null
          ? Moments.of(text)
          : millis(match, month(match.group("name")), number(match, "day"));
    } catch (DateTimeException noSuchDay) {
      return OptionalLong.empty();
    }
  }

  private static @Nullable Matcher named(String text) {
    for (Pattern pattern : new Pattern[] {DAY_AND_NAME, NAME_AND_DAY}) {
      Matcher match = pattern.matcher(text);
      if (match.matches() && month(match.group("name")) > 0) {
        return match;
      }
    }
    return null;
  }

  /** From 1; 0 for another word. */
  private static int month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Month month : Month.values()) {
      String whole = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
      if (whole.startsWith(lower)) {
        return month.getValue();
      }
    }
    return 0;
  }

  private static OptionalLong millis(Matcher match, int month, int day) {
    int year = number(match, "year");
    if (year < CENTURY) {
      year += year < FIRST_OF_LAST_CENTURY ? THIS_CENTURY : THIS_CENTURY - CENTURY;
    }
    return OptionalLong.of(
        LocalDate.of(year, month, day)
            .atTime(time(match))
            .toInstant(ZoneOffset.UTC)
            .toEpochMilli());
  }

  private static LocalTime time(Matcher match) {
    if (match.group("hour") == null) {
      return LocalTime.MIDNIGHT;
    }
    int hour = number(match, "hour");
    String half = match.group("half");
    if (half != null) {
      hour = hour % NOON + (half.equalsIgnoreCase("p") ? NOON : 0);
    }
    int second = match.group("second") == null ? 0 : number(match, "second");
    return LocalTime.of(hour, number(match, "minute"), second);
  }

  private static int number(Matcher match, String group) {
    return Integer.parseInt(match.group(group));
  }
}
