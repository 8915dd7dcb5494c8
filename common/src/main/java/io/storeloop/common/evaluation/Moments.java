package io.storeloop.common.evaluation;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as data sets write them, in epoch milliseconds: Unix time in seconds or milliseconds, ISO
 * dates and times with an offset, {@code Z} or {@code UTC} or without, {@code 20130716}, and
 * month-day without a year. What tells no zone is UTC.
 */
public final class Moments {
  /**
   * The year of a month-day. Which one does not matter inside one file, where only order and
   * distance count; it is the year of the contest that writes so.
   */
  public static final int YEAR_OF_MONTH_DAY = 2013;

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");
  private static final Pattern COMPACT_DAY =
      Pattern.compile("((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})");
  private static final Pattern MONTH_DAY = Pattern.compile("([0-9]{1,2})-([0-9]{1,2})");
  private static final Pattern DAY = Pattern.compile("([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})");
  private static final Pattern LOCAL =
      Pattern.compile(
          "([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?");

  private static final Pattern ZONED =
      Pattern.compile(
          "(.*:[0-9.]+) ?(?:(?i:UTC|GMT|Z)|([-+][0-9]{2}):?([0-9]{2})?)(?:\\[[A-Za-z/_]+\\])?");

  /** Larger numbers are milliseconds: as seconds they would lie beyond the year 5000. */
  private static final long MOST_SECONDS = 100_000_000_000L;

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  private Moments() {}

  /** The moment a text names, or nothing where it names none. */
  public static OptionalLong of(String text) {
    try {
      Matcher match = COMPACT_DAY.matcher(text);
      if (match.matches()) {
        return midnight(number(match, 1), number(match, 2), number(match, 3));
      }
      if (NUMBER.matcher(text).matches()) {
        return unix(new BigDecimal(text));
      }
      match = MONTH_DAY.matcher(text);
      if (match.matches()) {
        return midnight(YEAR_OF_MONTH_DAY, number(match, 1), number(match, 2));
      }
      match = DAY.matcher(text);
      if (match.matches()) {
        return midnight(number(match, 1), number(match, 2), number(match, 3));
      }
      match = LOCAL.matcher(text);
      return OptionalLong.of(match.matches() ? local(match) : zoned(text));
    } catch (DateTimeException notATime) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong unix(BigDecimal number) {
    boolean seconds = number.abs().longValue() <= MOST_SECONDS;
    return OptionalLong.of((seconds ? number.multiply(THOUSAND) : number).longValue());
  }

  private static OptionalLong midnight(int year, int month, int day) {
    return OptionalLong.of(millis(LocalDate.of(year, month, day).atStartOfDay()));
  }

  private static long local(Matcher match) {
    LocalDate day = LocalDate.of(number(match, 1), number(match, 2), number(match, 3));
    int second = match.group(6) == null ? 0 : number(match, 6);
    return millis(day.atTime(LocalTime.of(number(match, 4), number(match, 5), second)));
  }

  private static long zoned(String text) {
    Matcher match = ZONED.matcher(text);
    if (!match.matches()) {
      throw new DateTimeException("no time with a zone");
    }
    String minutes = match.group(3) == null ? "00" : match.group(3);
    String offset = match.group(2) == null ? "Z" : match.group(2) + ":" + minutes;
    return OffsetDateTime.parse(match.group(1).replace(' ', 'T') + offset)
        .toInstant()
        .toEpochMilli();
  }

  private static long millis(LocalDateTime local) {
    return local.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }
}
