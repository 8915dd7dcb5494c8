package io.storeloop.ingestion.validation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code clock_corrected}: the sender's clock is wrong by more than {@link #TOLERATED}, and {@code
 * sentAt} shows by how much: what happened {@code d} before it was sent happened {@code d} before
 * it arrived. {@code sentAt} is used for that and not kept.
 *
 * <p>A smaller difference is as likely the way here as the clock, and is left alone.
 */
public final class ClockCorrected implements Repair {
  /** The name under which it is counted. */
  public static final String RULE = "clock_corrected";

  public static final Duration TOLERATED = Duration.ofMinutes(5);

  ClockCorrected() {}

  /** Whether a clock that said {@code sentAt} when it was {@code receivedAt} is wrong. */
  public static boolean isWrong(Instant sentAt, Instant receivedAt) {
    return Duration.between(sentAt, receivedAt).abs().compareTo(TOLERATED) > 0;
  }

  @Override
  public void apply(Draft draft) {
    Instant sentAt = instant(draft.text(Field.SENT_AT));
    Instant occurredAt = draft.occurredAt();
    Instant receivedAt = draft.arrival().receivedAt();
    if (sentAt != null && occurredAt != null && isWrong(sentAt, receivedAt)) {
      Instant corrected = receivedAt.minus(Duration.between(occurredAt, sentAt));
      draft.repair(RULE, Field.TIMESTAMP, corrected.toString());
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Timestamps.parse(text).orElse(null);
  }
}
