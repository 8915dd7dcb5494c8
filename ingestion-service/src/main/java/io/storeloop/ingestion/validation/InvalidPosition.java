package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** A place in a list that is no whole number from 0. */
final class InvalidPosition implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    return !draft.has(Field.POSITION)
            || Numbers.isWholeWithin(draft.number(Field.POSITION), 0, 1_000_000)
        ? null
        : Refusal.ofField(
            "position", "invalid_position", "position must be a whole number from 0 to 1000000");
  }
}
