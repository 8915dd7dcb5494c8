package io.storeloop.common.background;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the threads that carry virtual threads alive. The scheduler starts one from whichever
 * thread has work for it, and lets idle ones go after half a minute: a thread in the background
 * would pass its low priority on to a new one, and so to all answers that it carries.
 */
final class Carriers {
  private static final Duration REST = Duration.ofSeconds(10);
  private static final Duration MEETING = Duration.ofMillis(50);
  private static final AtomicBoolean KEPT = new AtomicBoolean();

  private Carriers() {}

  /** Starts all of them, from the calling thread, and has them kept from now on. */
  static void keep() {
    if (KEPT.compareAndSet(false, true)) {
      meet();
      Thread.ofPlatform().daemon().name("carriers-kept").start(Carriers::meetForEver);
    }
  }

  private static void meetForEver() {
    try {
      while (true) {
        Thread.sleep(REST);
        meet();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** As many virtual threads as there are processors, side by side: none parks before all run. */
  private static void meet() {
    int carriers = Runtime.getRuntime().availableProcessors();
    AtomicInteger awaited = new AtomicInteger(carriers);
    long end = System.nanoTime() + MEETING.toNanos();
    for (int i = 0; i < carriers; i++) {
      Thread.startVirtualThread(() -> {
        awaited.decrementAndGet();
        while (awaited.get() > 0 && System.nanoTime() < end) {
          Thread.onSpinWait();
        }
      });
    }
  }
}
