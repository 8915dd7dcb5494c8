package io.storeloop.profile.learning;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/**
 * Work inside a pool of one thread of its own, which keeps Smile's parallel streams from the
 * threads that answer requests and makes its draws repeatable.
 */
public final class OneThread {
  private OneThread() {}

  /**
   * Does the work and waits for it. What it throws is thrown as it was: a pool hands on a copy
   * whose message begins with the name of a class.
   *
   * @throws InterruptedException if the thread that waits is interrupted; the work is told to stop
   */
  public static <T> T run(Callable<T> work) throws InterruptedException {
    try (ForkJoinPool pool = new ForkJoinPool(1)) {
      try {
        return pool.submit(work).get();
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof RuntimeException fault) {
          throw original(fault);
        }
        throw new IllegalStateException(failed.getCause());
      } catch (InterruptedException stopped) {
        pool.shutdownNow();
        throw stopped;
      }
    }
  }

  private static RuntimeException original(RuntimeException fault) {
    return fault.getCause() instanceof RuntimeException thrown
            && thrown.getClass().equals(fault.getClass())
            && thrown.toString().equals(fault.getMessage())
        ? thrown
        : fault;
  }
}
