package io.storeloop.ingestion.validation;

import io.storeloop.ingestion.quality.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time that lies further ahead of our clock than any clock may be wrong. */
final class TooFarInFuture implements Constraint {
  static final Duration FURTHEST = Duration.ofHours(24);

  @Override
  public @Nullable Refusal check(Draft draft) {
    Instant occurredAt = draft.occurredAt();
    Instant latest = draft.arrival().receivedAt().plus(FURTHEST);
    return occurredAt != null && occurredAt.isAfter(latest)
        ? Refusal.ofField(
            "timestamp",
            "too_far_in_future",
            "timestamp lies more than %d hours ahead of our clock".formatted(FURTHEST.toHours()))
        : null;
  }
}
