package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time before the earliest that its door takes: mostly the beginning of time of a device whose
 * clock was never set. Files and replays, which somebody has looked at, may be of any age.
 */
final class TooOld implements Constraint {
  @Override
  public @Nullable Refusal check(Draft draft) {
    Instant occurredAt = draft.occurredAt();
    Instant earliest = draft.arrival().earliest();
    return occurredAt != null && occurredAt.isBefore(earliest)
        ? Refusal.ofField(
            "timestamp",
            "too_old",
            "timestamp lies before %s; send history as a file to /v1/imports".formatted(earliest))
        : null;
  }
}
