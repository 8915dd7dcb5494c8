package io.storeloop.ingestion.validation;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** {@code number_in_text}: a number sent in quotes becomes a number. */
final class NumberInText implements Repair {
  /** Plain decimals only: no exponent, no NaN, no separators. */
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?");

  @Override
  public void apply(Draft draft) {
    for (Field field : Field.numbers()) {
      String text = draft.text(field);
      if (text != null && PLAIN.matcher(text).matches()) {
        draft.repair("number_in_text", field, new BigDecimal(text));
      }
    }
  }
}
