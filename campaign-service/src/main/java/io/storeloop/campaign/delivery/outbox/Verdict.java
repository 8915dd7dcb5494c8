package io.storeloop.campaign.delivery.outbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a send now. */
public sealed interface Verdict {
  /** The receiver has taken it. */
  record Delivered() implements Verdict {}

  /** It must not be sent, for good. */
  record Suppressed(String reason) implements Verdict {}

  /** It cannot be sent, and trying again would not help. */
  record Refused(String reason) implements Verdict {}

  /**
   * It did not work this time.
   *
   * @param pause what the receiver asked for; absent if nothing
   */
  record Later(String reason, @Nullable Duration pause) implements Verdict {
    private static final String UNREACHABLE = "unreachable";

    /** The destination gave no answer at all. */
    public static Later silence() {
      return new Later(UNREACHABLE, null);
    }

    boolean isSilence() {
      return reason.equals(UNREACHABLE);
    }
  }

  /** It is not its time; this was no attempt. */
  record Postponed(String reason, Instant until) implements Verdict {}
}
