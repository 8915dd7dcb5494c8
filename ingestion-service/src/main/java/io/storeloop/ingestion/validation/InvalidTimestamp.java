package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** A time that is no RFC 3339 time with a zone, or lies before 1970. */
final class InvalidTimestamp implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    return draft.occurredAt() == null
        ? Refusal.ofField(
            "timestamp",
            "invalid_timestamp",
            "timestamp must be an RFC 3339 time with a zone, like 2026-03-01T12:00:00Z, not before 1970")
        : null;
  }
}
