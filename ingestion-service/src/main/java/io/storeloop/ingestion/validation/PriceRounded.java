package io.storeloop.ingestion.validation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** {@code price_rounded}: a price with more than four decimals is rounded to four, half up. */
final class PriceRounded implements Repair {
  private static final int DECIMALS = 4;

  @Override
  public void apply(Draft draft) {
    BigDecimal price = draft.number(Field.PRICE);
    if (price != null && Numbers.isTame(price) && price.stripTrailingZeros().scale() > DECIMALS) {
      draft.repair("price_rounded", Field.PRICE, price.setScale(DECIMALS, RoundingMode.HALF_UP));
    }
  }
}
