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
    String text = draft.text(Field.TIMESTAMP);
    if (text == null) {
      return null;
    }
    Instant latest = draft.arrival().receivedAt().plus(FURTHEST);
    return Timestamps.parse(text).filter(latest::isBefore).isPresent()
        ? Refusal.ofField(
            "timestamp",
            "too_far_in_future",
            "timestamp lies more than %d hours ahead of our clock".formatted(FURTHEST.toHours()))
        : null;
  }
}
