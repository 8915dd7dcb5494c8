package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** A price that is no amount from 0 to a thousand million. */
final class InvalidPrice implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    return !draft.has(Field.PRICE) || Numbers.isWithin(draft.number(Field.PRICE), 0, 1_000_000_000)
        ? null
        : Refusal.ofField("price", "invalid_price", "price must be a number from 0 to 1000000000");
  }
}
