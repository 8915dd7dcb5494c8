package io.storeloop.ingestion.validation;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers that came as text. */
public final class PlainNumbers {
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?");

  private PlainNumbers() {}

  /** A plain decimal: no exponent, no NaN, no separators; empty for anything else. */
  public static Optional<BigDecimal> parse(String text) {
    return PLAIN.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }
}
