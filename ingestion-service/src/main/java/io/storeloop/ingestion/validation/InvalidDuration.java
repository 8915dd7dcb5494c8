package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** A dwell time that is no whole number of milliseconds up to a day. */
final class InvalidDuration implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    return !draft.has(Field.DURATION_MILLIS)
            || Numbers.isWholeWithin(draft.number(Field.DURATION_MILLIS), 0, 86_400_000)
        ? null
        : Refusal.ofField(
            "durationMillis",
            "invalid_duration",
            "durationMillis must be a whole number from 0 to 86400000");
  }
}
