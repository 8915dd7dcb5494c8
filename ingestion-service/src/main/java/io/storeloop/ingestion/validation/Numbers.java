package io.storeloop.ingestion.validation;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Exact numbers whose size is known before anything is computed with them: {@code 1e999999999} is
 * eleven characters, and a gigabyte once it is written out.
 */
final class Numbers {
  /** Digits before the point and after it that any number may have. */
  static final int MAX_DIGITS = 40;

  private Numbers() {}

  /** The value as an exact number; null if it is none. */
  static @Nullable BigDecimal exact(@Nullable Object value) {
    return switch (value) {
      case BigDecimal decimal -> decimal;
      case BigInteger whole -> new BigDecimal(whole);
      case Long whole -> BigDecimal.valueOf(whole);
      case Integer whole -> BigDecimal.valueOf(whole);
      case null, default -> null;
    };
  }

  /** Whether it can be compared, rounded and written out cheaply. */
  static boolean isTame(BigDecimal number) {
    return number.scale() <= MAX_DIGITS && (long) number.precision() - number.scale() <= MAX_DIGITS;
  }

  /** Whether it is whole and within the bounds, both inclusive. */
  static boolean isWholeWithin(@Nullable BigDecimal number, long least, long most) {
    return number != null
        && isTame(number)
        && number.stripTrailingZeros().scale() <= 0
        && isWithin(number, least, most);
  }

  /** Whether it lies within the bounds, both inclusive. */
  static boolean isWithin(@Nullable BigDecimal number, long least, long most) {
    return number != null
        && isTame(number)
        && number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0;
  }
}
