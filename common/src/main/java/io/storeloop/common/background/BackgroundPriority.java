package io.storeloop.common.background;

/**
 * Lets a thread of a long calculation have what processor time others leave. A thread's niceness is
 * inherited by the threads it starts, so one call at the beginning of a job holds for all its
 * workers.
 *
 * <p>The threads that carry virtual threads are started before, and kept, so that none of them
 * inherits it; those that compile for the calculation are lowered, too.
 *
 * <p>Not the lowest niceness: a thread that never runs would hold a lock, or the garbage collector,
 * for as long as the processors are busy.
 */
public final class BackgroundPriority {
  /** A thirtieth of the weight of a thread that answers (sched(7): 1.25 a step). */
  static final int NICENESS = 15;

  private BackgroundPriority() {}

  /**
   * Lowers the calling thread, for good, and every thread that it starts from now on.
   *
   * @return whether the system did so; elsewhere than on Linux it is not asked
   * @throws IllegalStateException on a virtual thread, which would lower its carrier
   */
  public static boolean take() {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a virtual thread has no priority of its own");
    }
    Carriers.keep();
    CompilerThreads.lower();
    return Niceness.set(Niceness.CALLING_THREAD, NICENESS);
  }
}
