package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A currency that ISO 4217 does not know. */
final class InvalidCurrency implements Constraint {
  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public @Nullable Refusal check(Draft draft) {
    String currency = draft.text(Field.CURRENCY);
    return currency == null || CODES.contains(currency)
        ? null
        : Refusal.ofField(
            "currency", "invalid_currency", "currency must be an ISO 4217 code like EUR");
  }
}
