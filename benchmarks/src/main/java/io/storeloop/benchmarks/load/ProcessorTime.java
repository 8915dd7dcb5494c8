package io.storeloop.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Processor time of processes, from {@code /proc}: what a busy neighbour does not change. */
public final class ProcessorTime {
  private static final double CLOCK_TICKS_PER_SECOND = 100;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int ENDED_CHILDREN_USER = 13;
  private static final int ENDED_CHILDREN_SYSTEM = 14;

  private ProcessorTime() {}

  /** What a process itself has used so far, in seconds. */
  public static double of(long pid) throws IOException {
    List<String> fields = fields(pid);
    return ticks(fields, USER, SYSTEM) / CLOCK_TICKS_PER_SECOND;
  }

  /** What a process and all its children, ended or not, have used so far, in seconds. */
  public static double ofFamily(long pid) throws IOException {
    double ticks = ticks(fields(pid), USER, SYSTEM, ENDED_CHILDREN_USER, ENDED_CHILDREN_SYSTEM);
    List<Long> children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::children)
            .map(ProcessHandle::pid)
            .toList();
    for (long child : children) {
      try {
        ticks += ticks(fields(child), USER, SYSTEM);
      } catch (NoSuchFileException ended) {
        continue;
      }
    }
    return ticks / CLOCK_TICKS_PER_SECOND;
  }

  /** The numbers after the name, which is in brackets and may hold spaces. */
  private static List<String> fields(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
  }

  private static double ticks(List<String> fields, int... which) {
    double sum = 0;
    for (int field : which) {
      sum += Long.parseLong(fields.get(field));
    }
    return sum;
  }
}
