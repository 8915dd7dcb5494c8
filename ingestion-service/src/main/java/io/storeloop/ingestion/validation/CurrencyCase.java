package io.storeloop.ingestion.validation;

import java.util.Locale;

/** {@code currency_case}: a currency in small letters is written in capitals. */
final class CurrencyCase implements Repair {
  @Override
  public void apply(Draft draft) {
    String currency = draft.text(Field.CURRENCY);
    if (currency != null && !currency.equals(currency.toUpperCase(Locale.ROOT))) {
      draft.repair("currency_case", Field.CURRENCY, currency.toUpperCase(Locale.ROOT));
    }
  }
}
