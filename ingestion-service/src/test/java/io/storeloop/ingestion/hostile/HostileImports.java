package io.storeloop.ingestion.hostile;

import io.storeloop.ingestion.RunningIngestion;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for imports. */
final class HostileImports {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private HostileImports() {}

  /** The state in which it ended. */
  static String awaitEnd(RunningIngestion ingestion, String id) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < LIMIT.toNanos()) {
      String state = ingestion.get("/v1/imports/" + id).body().path("state").asString();
      if (state.equals("completed") || state.equals("failed")) {
        return state;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    throw new AssertionError("import " + id + " does not end within " + LIMIT);
  }
}
