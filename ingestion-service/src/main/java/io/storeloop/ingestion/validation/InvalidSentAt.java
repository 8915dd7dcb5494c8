package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import org.jspecify.annotations.Nullable;

/** A time of sending that is no RFC 3339 time with a zone. */
final class InvalidSentAt implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    String sentAt = draft.text(Field.SENT_AT);
    return sentAt != null && Timestamps.parse(sentAt).isEmpty()
        ? Refusal.ofField(
            "sentAt",
            "invalid_timestamp",
            "sentAt must be an RFC 3339 time with a zone, like 2026-03-01T12:00:00Z")
        : null;
  }
}
