package io.storeloop.recommendation.recommend;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** Writes moments as {@link Instant#toString} does, without the formatter that it goes through. */
final class TimeText {
  private static final long DAY_SECONDS = 86_400;
  private static final int LAST_PLAIN_YEAR = 9_999;
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final String WITHOUT_MILLIS = "0000-00-00T00:00:00Z";
  private static final String WITH_MILLIS = "0000-00-00T00:00:00.000Z";

  private TimeText() {}

  static String of(Instant time) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), DAY_SECONDS));
    LocalTime of = LocalTime.ofSecondOfDay(Math.floorMod(time.getEpochSecond(), DAY_SECONDS));
    int millis = time.getNano() / NANOS_PER_MILLI;
    if (day.getYear() < 0
        || day.getYear() > LAST_PLAIN_YEAR
        || time.getNano() % NANOS_PER_MILLI != 0) {
      return time.toString();
    }
    char[] text = (millis == 0 ? WITHOUT_MILLIS : WITH_MILLIS).toCharArray();
    put(text, 4, day.getYear());
    put(text, 7, day.getMonthValue());
    put(text, 10, day.getDayOfMonth());
    put(text, 13, of.getHour());
    put(text, 16, of.getMinute());
    put(text, 19, of.getSecond());
    if (millis > 0) {
      put(text, 23, millis);
    }
    return new String(text);
  }

  /** The digits end before the place. */
  private static void put(char[] text, int end, int number) {
    int at = end;
    for (int left = number; left > 0; left /= 10) {
      text[--at] += (char) (left % 10);
    }
  }
}
