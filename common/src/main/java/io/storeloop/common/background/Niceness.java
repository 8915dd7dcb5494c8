package io.storeloop.common.background;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The niceness of single threads, which on Linux they have each for themselves (setpriority(2), "C
 * library/kernel differences"). The virtual machine's own thread priorities do nothing there unless
 * it is started with special options.
 */
final class Niceness {
  /** In the place of a thread's number. */
  static final int CALLING_THREAD = 0;

  private static final int PRIO_PROCESS = 0;
  private static final Optional<MethodHandle> SET_PRIORITY = setPriority();

  private Niceness() {}

  /**
   * Sets it.
   *
   * @param thread the number the system has of it
   * @param niceness 0 is that of a thread that answers, 19 the lowest priority there is
   * @return whether the system did so; elsewhere than on Linux it is not asked
   */
  static boolean set(int thread, int niceness) {
    return SET_PRIORITY.map(call -> set(call, thread, niceness)).orElse(false);
  }

  private static boolean set(MethodHandle setPriority, int thread, int niceness) {
    try {
      return (int) setPriority.invokeExact(PRIO_PROCESS, thread, niceness) == 0;
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
