package io.storeloop.common.edge;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.http.HttpStatus;

/**
 * How long a body may take: the given time for every {@code bytesPerTurn} bytes begun, so that a
 * client that trickles is sent away, and one with a large file and an ordinary line is not.
 *
 * <p>Not thread-safe; one per body.
 */
final class BodyClock {
  private final long turnNanos;
  private final long bytesPerTurn;
  private final LongSupplier nanoTime;
  private final long start;

  BodyClock(Duration turn, long bytesPerTurn, LongSupplier nanoTime) {
    this.turnNanos = turn.toNanos();
    this.bytesPerTurn = bytesPerTurn;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /**
   * To be asked after each read.
   *
   * @param received bytes so far
   * @throws ProblemException 408 {@code body_too_slow}
   */
  void check(long received) {
    long turns = 1 + received / bytesPerTurn;
    if ((nanoTime.getAsLong() - start) / turnNanos >= turns) {
      throw tooSlow();
    }
  }

  /** For a client that fell silent in the middle. */
  static ProblemException tooSlow() {
    return ProblemException.of(
        HttpStatus.REQUEST_TIMEOUT,
        "body_too_slow",
        "the body did not arrive in time; send it faster, or in smaller parts");
  }
}
