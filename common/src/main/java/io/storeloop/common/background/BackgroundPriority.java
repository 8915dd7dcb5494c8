package io.storeloop.common.background;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Lets a thread of a long calculation have what processor time others leave. On Linux a thread's
 * niceness is its own and is inherited by the threads it starts (setpriority(2), "C library/kernel
 * differences"), so one call at the beginning of a job holds for all its workers. The virtual
 * machine's own thread priorities do nothing there unless it is started with special options.
 *
 * <p>The threads that carry virtual threads are started before, and kept, so that none of them
 * inherits it.
 *
 * <p>Not the lowest niceness: a thread that never runs would hold a lock, or the garbage collector,
 * for as long as the processors are busy.
 */
public final class BackgroundPriority {
  /** A thirtieth of the weight of a thread that answers (sched(7): 1.25 a step). */
  static final int NICENESS = 15;

  private static final int PRIO_PROCESS = 0;
  private static final int CALLING_THREAD = 0;
  private static final Optional<MethodHandle> SET_PRIORITY = setPriority();

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
    return SET_PRIORITY.map(BackgroundPriority::lower).orElse(false);
  }

  private static boolean lower(MethodHandle setPriority) {
    try {
      return (int) setPriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, NICENESS) == 0;
    } catch (Throwable impossible) {
      throw new IllegalStateException("setpriority throws nothing", impossible);
    }
  }

  private static Optional<MethodHandle> setPriority() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find("setpriority");
    return function.map(address ->
        linker.downcallHandle(
            address,
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT)));
  }
}
