package io.storeloop.reliability;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** When a run must come to its end, and pauses that end with it. */
final class Deadline {
  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  void pause(Duration pause) {
    LockSupport.parkNanos(Math.max(1, Math.min(pause.toNanos(), end - System.nanoTime())));
  }
}
