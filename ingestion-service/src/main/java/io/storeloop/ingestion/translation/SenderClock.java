package io.storeloop.ingestion.translation;

import io.storeloop.ingestion.validation.ClockCorrected;
import io.storeloop.ingestion.validation.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Corrects a sender's clock: what happened {@code d} before the message left happened {@code d}
 * before it arrived.
 *
 * <p>Source: Segment, Spec: Common Fields, "Timestamps": {@code timestamp = receivedAt - (sentAt -
 * originalTimestamp)}; Snowplow derives its {@code derived_tstamp} in the same way.
 */
public final class SenderClock {
  private SenderClock() {}

  /**
   * The corrected time in the wire's form; as sent where one of the two times is missing or cannot
   * be read, which the rules for events then judge.
   */
  public static @Nullable Object correct(
      @Nullable Object timestamp, @Nullable Object sentAt, Instant receivedAt) {
    Optional<Instant> happened = instant(timestamp);
    Optional<Instant> sent = instant(sentAt);
    if (happened.isEmpty() || sent.isEmpty()) {
      return timestamp;
    }
    return receivedAt.minus(Duration.between(happened.get(), sent.get())).toString();
  }

  /** Whether a time was corrected because the sender's clock was plainly wrong. */
  public static boolean isWorthCounting(
      @Nullable Object timestamp, @Nullable Object sentAt, Instant receivedAt) {
    return instant(timestamp).isPresent()
        && instant(sentAt).filter(sent -> ClockCorrected.isWrong(sent, receivedAt)).isPresent();
  }

  private static Optional<Instant> instant(@Nullable Object value) {
    return value instanceof String text ? Timestamps.parse(text) : Optional.empty();
  }
}
