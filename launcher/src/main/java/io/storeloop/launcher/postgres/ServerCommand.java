package io.storeloop.launcher.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs one of the server's programs. They refuse to run as root, so for root they run in a user
 * namespace of their own, in which they are nobody.
 */
final class ServerCommand {
  /**
   * How it ended.
   *
   * @param output its last words, both streams
   */
  record Result(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  private static final int LONGEST_OUTPUT = 64 << 10;
  private static final int NEVER_STARTED = 127;

  private final Path workingFolder;
  private final boolean asRoot;

  /**
   * @param workingFolder relative paths of the arguments start here
   */
  ServerCommand(Path workingFolder) {
    this.workingFolder = workingFolder;
    this.asRoot = "root".equals(System.getProperty("user.name"));
  }

  /** Waits for its end; kills it when the time is over. */
  Result run(Duration limit, Path program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (asRoot) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(program.toString());
    command.addAll(arguments);
    Path output = workingFolder.resolve("postgres-start.log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().put("LC_ALL", "C");
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    try {
      Process process = builder.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Result(NEVER_STARTED, "no answer within " + limit.toSeconds() + " s");
      }
      return new Result(process.exitValue(), tail(output));
    } catch (IOException e) {
      return new Result(NEVER_STARTED, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(NEVER_STARTED, "interrupted");
    }
  }

  private static String tail(Path output) throws IOException {
    try (var in = java.nio.file.Files.newInputStream(output)) {
      return new String(in.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8).strip();
    }
  }
}
