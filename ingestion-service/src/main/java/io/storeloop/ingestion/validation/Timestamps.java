package io.storeloop.ingestion.validation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads times as they are written on the wire. */
public final class Timestamps {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  private Timestamps() {}

  /**
   * An RFC 3339 time with a zone, to the microsecond, which is what the log keeps; empty if it is
   * not one, or lies outside the years 1970 to 9999.
   */
  public static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR
          ? Optional.empty()
          : Optional.of(time.toInstant().truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    } catch (DateTimeException outOfRange) {
      return Optional.empty();
    }
  }
}
