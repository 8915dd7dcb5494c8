package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** A rating outside 0 to 10. */
final class InvalidRating implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    return !draft.has(Field.RATING) || Numbers.isWithin(draft.number(Field.RATING), 0, 10)
        ? null
        : Refusal.ofField("rating", "invalid_rating", "rating must be a number from 0 to 10");
  }
}
