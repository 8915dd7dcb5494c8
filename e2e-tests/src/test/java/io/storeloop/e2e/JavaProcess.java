package io.storeloop.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A jar of ours, started as a process of its own. */
public final class JavaProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

  private final String module;
  private final Process process;
  private final Path output;

  private JavaProcess(String module, Process process, Path output) {
    this.module = module;
    this.process = process;
    this.output = output;
  }

  /** Starts the executable jar of a module in a folder, with settings given as environment. */
  public static JavaProcess start(
      String module, Path folder, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-jar"));
    command.add(jar(module).toString());
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile(folder, module + "-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      return new JavaProcess(module, builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar(String module) {
    Path jar =
        Path.of(
            System.getProperty("storeloop.root"),
            module,
            "target",
            module + "-" + System.getProperty("storeloop.version") + "-exec.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          jar + " is missing: build the whole project, not this module alone");
    }
    return jar;
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the service says that it is ready. */
  public JavaProcess awaitReady(int port) {
    URI readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
    HttpClient http = HttpClient.newHttpClient();
    Eventually.within(
        READY_WITHIN,
        module + " is ready",
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(module + " has ended:\n" + log());
          }
          return answers(http, readiness);
        });
    return this;
  }

  private static boolean answers(HttpClient http, URI readiness) {
    try {
      return http.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public String log() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to stop, as Ctrl-C does. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  /**
   * Waits for the end of a process that was killed, though not for ever: where nobody reaps
   * orphans, as in a bare container, it stays as a zombie.
   */
  public static void awaitEnd(ProcessHandle killed) {
    killed.onExit().completeOnTimeout(killed, STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(module + " does not stop:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
