package io.storeloop.launcher.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server process that {@code postmaster.pid} names, if it lives and really is ours: after a
 * crash the file may name a process that is gone, or another one under the same number.
 */
final class Postmaster {
  static final String PID_FILE = "postmaster.pid";

  private Postmaster() {}

  /** The living server of this data folder; empty when there is none. */
  static Optional<ProcessHandle> of(Path data) {
    return pid(data)
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .filter(process -> serves(process, data));
  }

  /** The number in the file, whosever it is by now. */
  private static Optional<Long> pid(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve(PID_FILE));
      return lines.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(lines.getFirst()));
    } catch (IOException | NumberFormatException noServer) {
      return Optional.empty();
    }
  }

  /** A server works in its data folder; where that cannot be seen, its program's name decides. */
  private static boolean serves(ProcessHandle process, Path data) {
    Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      return Files.isSameFile(workingFolder, data);
    } catch (IOException noProc) {
      return process.info().command().map(command -> command.endsWith("postgres")).orElse(false);
    }
  }
}
