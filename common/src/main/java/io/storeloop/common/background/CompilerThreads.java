package io.storeloop.common.background;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The threads in which the virtual machine compiles. They work for whoever runs hot, and a long
 * calculation in the background runs hottest of all: compiled at full priority, it takes whole
 * processors from the answers.
 *
 * <p>The virtual machine tells nobody of them, so they are found by the names that the system has
 * of them; a compiler thread starts the next one, which inherits its niceness.
 */
final class CompilerThreads {
  /**
   * A quarter of the weight of a thread that answers, seven times that of a calculation in the
   * background (sched(7): 1.25 a step): what answers need is still compiled while the processors
   * are busy.
   */
  static final int NICENESS = 6;

  /** Of the least and of the most thorough compiler, as far as the system keeps names. */
  private static final List<String> NAMES = List.of("C1 CompilerThre", "C2 CompilerThre");

  private static final Path TASKS = Path.of("/proc/self/task");
  private static final AtomicBoolean LOWERED = new AtomicBoolean();

  private CompilerThreads() {}

  /** Lowers them, once and for good: only a privileged process could raise them again. */
  static void lower() {
    if (LOWERED.compareAndSet(false, true)) {
      threads().forEach(thread -> Niceness.set(thread, NICENESS));
    }
  }

  /** Their numbers; none where the system does not tell. */
  static List<Integer> threads() {
    try (Stream<Path> tasks = Files.list(TASKS)) {
      return tasks
          .filter(CompilerThreads::compiles)
          .map(task -> Integer.valueOf(String.valueOf(task.getFileName())))
          .toList();
    } catch (IOException untold) {
      return List.of();
    }
  }

  private static boolean compiles(Path task) {
    try {
      return NAMES.contains(Files.readString(task.resolve("comm")).strip());
    } catch (IOException | UncheckedIOException ended) {
      return false;
    }
  }
}
