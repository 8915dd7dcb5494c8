package io.storeloop.benchmarks.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Builds, counts and compares in fresh JVMs of bounded heap, one after another, and prints
 * Markdown. Arguments: which of {@code curve, large, incremental, peer}.
 *
 * <p>Started by {@code benchmarks/kernel.sh}.
 */
public final class KernelBenchmark {
  private static final long MINUTES_AT_MOST = 10;

  private KernelBenchmark() {}

  /** Arguments as above; all but {@code large} without any. */
  public static void main(String[] arguments) throws Exception {
    List<String> parts =
        arguments.length == 0 ? List.of("curve", "incremental", "peer") : List.of(arguments);
    machine();
    for (String part : parts) {
      switch (part) {
        case "curve" -> curve();
        case "large" -> large();
        case "incremental" -> incremental();
        case "peer" -> peer();
        default -> throw new IllegalArgumentException("no such part: " + part);
      }
    }
    machine();
  }

  private static void curve() throws Exception {
    buildHead("One build of the kernel");
    run("1g", KernelBuild.class, "1000000", "100000", "50000", "1");
    run("1g", KernelBuild.class, "1000000", "100000", "50000", "2");
    run("2g", KernelBuild.class, "3000000", "300000", "100000", "2");
    run("2g", KernelBuild.class, "10000000", "1000000", "100000", "1");
    run("2g", KernelBuild.class, "10000000", "1000000", "100000", "2");
  }

  private static void large() throws Exception {
    buildHead("One large build of the kernel");
    run("5g", KernelBuild.class, "30000000", "3000000", "300000", "2");
  }

  private static void buildHead(String title) {
    head(
        title,
        "events | users | items | -Xmx, MB | threads | layout, s | build, s | both, s | layout, CPU s"
            + " | build, CPU s | million pair additions | million per CPU s | again, million per CPU s"
            + " | peak memory, MB | neighbours");
  }

  private static void incremental() throws Exception {
    head(
        "Exact counts, event by event, one thread",
        "events | users | items | damping | events per CPU s | bare table, events per CPU s"
            + " | times its cost | pairs | their MB | bytes a pair | forgetting a user, µs: median"
            + " | p99 | slowest of 5,000 | then as if never told | peak memory, MB");
    run("4g", IncrementalRate.class, "1000000", "100000", "50000", "0");
    run("4g", IncrementalRate.class, "1000000", "100000", "50000", "0.7");
    run("6g", IncrementalRate.class, "3000000", "300000", "100000", "0.7");
  }

  private static void peer() throws Exception {
    head(
        "Beside Apache Mahout, cosine, the 50 most similar items of each, one thread",
        "events | users | items | kernel, CPU s | Mahout, CPU s | Mahout / kernel"
            + " | equal lists");
    run("2g", MahoutPeer.class, "100000", "5000", "5000");
    run("2g", MahoutPeer.class, "300000", "30000", "20000");
  }

  private static void head(String title, String columns) {
    System.out.printf("%n## %s%n%n| %s |%n", title, columns);
    System.out.println("|" + " ---: |".repeat(columns.split("\\|", -1).length));
  }

  private static void run(String heap, Class<?> what, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-classpath", System.getProperty("java.class.path")));
    command.add(what.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      System.out.printf(
          "| %s: given up after %d minutes |%n", String.join(" ", arguments), MINUTES_AT_MOST);
    } else if (process.exitValue() != 0) {
      System.out.printf("| %s: failed |%n", String.join(" ", arguments));
    }
  }

  private static void machine() throws IOException {
    System.out.printf(
        "%n%s, %d cores, Java %s, load %s%n",
        Instant.now(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        Files.readString(Path.of("/proc/loadavg")).strip());
  }
}
