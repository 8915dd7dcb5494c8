package io.storeloop.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The scripts of e2e-tests/clients, with the libraries that their lock file names. */
final class NodeScripts {
  private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(3);
  private static final Duration RUN_WITHIN = Duration.ofMinutes(1);
  private static final List<String> FILES =
      List.of(
          "package.json",
          "package-lock.json",
          ".npmrc",
          "segment.mjs",
          "rudderstack.mjs",
          "openfeature.mjs");

  private final Path folder;

  private NodeScripts(Path folder) {
    this.folder = folder;
  }

  /** Copies the scripts, so that the source tree stays clean, and installs what they need. */
  static NodeScripts install(Path folder) {
    Path source = Path.of(System.getProperty("storeloop.root"), "e2e-tests", "clients");
    try {
      Files.createDirectories(folder);
      for (String file : FILES) {
        Files.copy(source.resolve(file), folder.resolve(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    NodeScripts scripts = new NodeScripts(folder);
    scripts.execute(
        INSTALLED_WITHIN, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    return scripts;
  }

  /** A file of an installed library. */
  Path file(String path) {
    return folder.resolve("node_modules").resolve(path);
  }

  /** Runs a script to its end and tells what it has written. */
  String run(String script, String... parameters) {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(parameters));
    return execute(RUN_WITHIN, command);
  }

  private String execute(Duration limit, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "run-", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(
            command + (ended ? " failed:\n" : " takes too long:\n") + Files.readString(output));
      }
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
