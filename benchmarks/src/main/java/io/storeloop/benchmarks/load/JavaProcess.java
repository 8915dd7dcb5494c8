package io.storeloop.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server under test, in a process of its own with a bounded heap. */
public final class JavaProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(240);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
  private static final Pattern USED = Pattern.compile("used (\\d+)([KM])|(\\d+)([KM]) used");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final Process process;
  private final int port;
  private final Path log;

  private JavaProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts {@code java what…} with a heap of 512 MB; settings are given as environment. */
  public static JavaProcess start(Path folder, List<String> what, Map<String, String> environment)
      throws IOException {
    return start(folder, "512m", what, environment);
  }

  /** As above, with a heap of at most so much, in words of the JVM. */
  public static JavaProcess start(
      Path folder, String heap, List<String> what, Map<String, String> environment)
      throws IOException {
    int port = freePort();
    Path log = Files.createTempFile(folder, "server-", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "--enable-native-access=ALL-UNNAMED"));
    command.addAll(what);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("SERVER_PORT", Integer.toString(port));
    builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
    Process process = builder.start();
    // a benchmark that is broken off leaves no server behind
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return new JavaProcess(process, port, log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  public int port() {
    return port;
  }

  /** Waits until a GET of that path is answered 200. */
  public JavaProcess awaitReady(String path) throws IOException, InterruptedException {
    long until = System.nanoTime() + READY_WITHIN.toNanos();
    while (!answers(path)) {
      if (!process.isAlive() || System.nanoTime() > until) {
        close();
        throw new IllegalStateException("the server does not start:\n" + Files.readString(log));
      }
      Thread.sleep(100);
    }
    return this;
  }

  private boolean answers(String path) {
    try {
      HttpURLConnection call =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      return call.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Bytes in use on its heap right after a full collection. */
  public long usedHeap() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    if (!used.find()) {
      throw new IllegalStateException("the JVM does not say how much heap is in use");
    }
    boolean first = used.group(1) != null;
    long units = Long.parseLong(used.group(first ? 1 : 3));
    return units << (used.group(first ? 2 : 4).equals("M") ? 20 : 10);
  }

  /** Bytes of memory it occupies. */
  public long residentBytes() throws IOException {
    Matcher resident =
        RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    return resident.find() ? Long.parseLong(resident.group(1)) * 1024 : 0;
  }

  /** Processor time it has had so far, in seconds. */
  public double cpuSeconds() throws IOException {
    return ProcessorTime.of(process.pid());
  }

  /** Runs a command of the JVM's own tool and returns what it prints. */
  public String jcmd(String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(Long.toString(process.pid()));
    line.addAll(List.of(command));
    Process tool = new ProcessBuilder(line).redirectErrorStream(true).start();
    try (InputStream output = tool.getInputStream()) {
      String text = new String(output.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      tool.waitFor();
      return text;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
