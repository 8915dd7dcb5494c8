package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.validation.PlainNumbers;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An amount with its currency, as a product feed writes it in one text. */
record Money(BigDecimal amount, String currency) {
  private static final Pattern AMOUNT_FIRST = Pattern.compile("([0-9.]{1,41})\\s*([A-Za-z]{3})");
  private static final Pattern CURRENCY_FIRST = Pattern.compile("([A-Za-z]{3})\\s*([0-9.]{1,41})");

  /** {@code 59.90 EUR} or {@code EUR 59.90}; null for anything else. */
  static @Nullable Money parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher amountFirst = AMOUNT_FIRST.matcher(text.strip());
    if (amountFirst.matches()) {
      return of(amountFirst.group(1), amountFirst.group(2));
    }
    Matcher currencyFirst = CURRENCY_FIRST.matcher(text.strip());
    return currencyFirst.matches() ? of(currencyFirst.group(2), currencyFirst.group(1)) : null;
  }

  private static @Nullable Money of(String amount, String currency) {
    Optional<BigDecimal> exact = PlainNumbers.parse(amount);
    return exact.isEmpty() ? null : new Money(exact.get(), currency);
  }
}
