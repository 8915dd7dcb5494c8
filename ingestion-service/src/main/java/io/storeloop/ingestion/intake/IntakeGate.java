package io.storeloop.ingestion.intake;

import io.storeloop.common.edge.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Bounds how much work is in hand: what is let in is answered soon, and the rest is refused before
 * it has cost anything. Thread-safe.
 */
final class IntakeGate {
  private static final int SHORTEST_PAUSE_SECONDS = 1;
  private static final int LONGEST_PAUSE_SECONDS = 5;

  private final int maxCalls;
  private final int maxRecords;
  private final RandomGenerator random;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger records = new AtomicInteger();

  /** A call in hand, until it is closed. */
  interface Admission extends AutoCloseable {
    @Override
    void close();
  }

  IntakeGate(int maxCalls, int maxRecords, RandomGenerator random) {
    this.maxCalls = maxCalls;
    this.maxRecords = maxRecords;
    this.random = random;
  }

  /**
   * Lets a call in; always, when there is no other.
   *
   * @throws ProblemException 503 {@code overloaded}, to be tried again at a time that differs from
   *     sender to sender
   */
  Admission admit(int callRecords) {
    int callsNow = calls.incrementAndGet();
    int recordsNow = records.addAndGet(callRecords);
    if (callsNow > 1 && (callsNow > maxCalls || recordsNow > maxRecords)) {
      leave(callRecords);
      throw ProblemException.unavailable(
          "overloaded",
          "more is being sent than can be stored; nothing of this call was, please send it again",
          Duration.ofSeconds(random.nextInt(SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS + 1)));
    }
    return () -> leave(callRecords);
  }

  private void leave(int callRecords) {
    calls.decrementAndGet();
    records.addAndGet(-callRecords);
  }
}
