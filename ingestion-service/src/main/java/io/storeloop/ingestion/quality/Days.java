package io.storeloop.ingestion.quality;

import io.storeloop.common.edge.ProblemException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The days a report is about, in UTC: from one to before another. */
record Days(LocalDate from, LocalDate to) {
  /** A quarter of a year: more would be thousands of numbers that nobody reads. */
  static final int MOST = 92;

  /**
   * What the parameters ask for: a day, or a range; today without any, and a range that is open at
   * one end reaches as far as it may, at most to today.
   *
   * @throws ProblemException 400 {@code invalid_range}
   */
  static Days asked(
      @Nullable LocalDate day, @Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
    if (day != null && (from != null || to != null)) {
      throw refused("?day", "give a day, or from and to, not both");
    }
    if (from == null && to == null) {
      LocalDate only = day == null ? today : day;
      return new Days(only, only.plusDays(1));
    }
    LocalDate end = to == null ? endAfter(Objects.requireNonNull(from), today) : to;
    LocalDate start = from == null ? end.minusDays(MOST) : from;
    long days = ChronoUnit.DAYS.between(start, end);
    if (days < 1 || days > MOST) {
      throw refused(
          "?from",
          "from must lie before to, by at most " + MOST + " days; the day of to is left out");
    }
    return new Days(start, end);
  }

  boolean isOne() {
    return from.plusDays(1).equals(to);
  }

  private static LocalDate endAfter(LocalDate from, LocalDate today) {
    LocalDate furthest = from.plusDays(MOST);
    return furthest.isBefore(today) ? furthest : today.plusDays(1);
  }

  private static ProblemException refused(String pointer, String detail) {
    return ProblemException.invalid(pointer, "invalid_range", detail);
  }
}
