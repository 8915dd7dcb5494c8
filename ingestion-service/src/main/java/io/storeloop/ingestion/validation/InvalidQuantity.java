package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** A quantity that is no whole number of units. */
final class InvalidQuantity implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    return !draft.has(Field.QUANTITY)
            || Numbers.isWholeWithin(draft.number(Field.QUANTITY), 1, 1_000_000)
        ? null
        : Refusal.ofField(
            "quantity", "invalid_quantity", "quantity must be a whole number from 1 to 1000000");
  }
}
