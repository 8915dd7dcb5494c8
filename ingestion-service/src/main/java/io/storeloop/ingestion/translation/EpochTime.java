package io.storeloop.ingestion.translation;

import io.storeloop.ingestion.validation.PlainNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times that are counted since 1970, as numbers or as numbers in quotes. */
public enum EpochTime {
  SECONDS(6),
  MILLIS(3),
  MICROS(0);

  /** 10000-01-01T00:00:00Z: later times are refused anyway. */
  private static final BigDecimal END_IN_MICROS = new BigDecimal("253402300800000000");

  /** Digits behind the point that are worth looking at; more are no time. */
  private static final int MOST_DECIMALS = 20;

  /** Digits before the point that are worth looking at: 10,000 years in microseconds have 18. */
  private static final int MOST_DIGITS = 20;

  private final int decimalsOfMicros;

  EpochTime(int decimalsOfMicros) {
    this.decimalsOfMicros = decimalsOfMicros;
  }

  /**
   * The time in the wire's form, to the microsecond. What is no such number stays as it is: it may
   * be written in the wire's form already, and if not, the rules for events refuse it.
   */
  public @Nullable Object text(@Nullable Object value) {
    BigDecimal number = number(value);
    if (number == null) {
      return value;
    }
    if (number.signum() < 0
        || number.scale() > MOST_DECIMALS
        || (long) number.precision() - number.scale() > MOST_DIGITS
        || number.scaleByPowerOfTen(decimalsOfMicros).compareTo(END_IN_MICROS) >= 0) {
      return number.toString();
    }
    long micros =
        number.scaleByPowerOfTen(decimalsOfMicros).setScale(0, RoundingMode.DOWN).longValueExact();
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static @Nullable BigDecimal number(@Nullable Object value) {
    return switch (value) {
      case BigDecimal decimal -> decimal;
      case BigInteger whole -> new BigDecimal(whole);
      case Long whole -> BigDecimal.valueOf(whole);
      case Integer whole -> BigDecimal.valueOf(whole);
      case String text -> PlainNumbers.parse(text.strip()).orElse(null);
      case null, default -> null;
    };
  }
}
