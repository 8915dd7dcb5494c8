package io.storeloop.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The oracle as a program, to be started in the root of a built checkout. Ends with 0 if nothing
 * was lost, doubled or made up, with 1 if something was, with 2 if it could not be tried.
 */
public final class OracleApplication {
  private static final String JAR_END = "-exec.jar";
  private static final String MODULE = "ingestion-service";

  private OracleApplication() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    OracleSettings settings;
    try {
      settings = OracleSettings.parse(Arrays.asList(arguments));
      locateJars(Path.of("").toAbsolutePath());
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(run(settings) ? 0 : 1);
  }

  private static boolean run(OracleSettings settings) throws IOException, SQLException {
    Path folder = Files.createTempDirectory("storeloop-oracle");
    long start = System.nanoTime();
    try {
      Findings findings = new Oracle(settings).run(folder);
      System.out.printf("%s%n%s", settings, findings.report());
      System.out.printf(
          "seconds              %.1f%n%s%n",
          (System.nanoTime() - start) / 1e9, findings.isSound() ? "SOUND" : "NOT SOUND");
      return findings.isSound();
    } finally {
      delete(folder);
    }
  }

  /** Tells {@link io.storeloop.e2e.JavaProcess} where the jars lie and what they are called. */
  private static void locateJars(Path root) throws IOException {
    Path target = root.resolve(MODULE).resolve("target");
    List<String> jars = List.of();
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        jars =
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith(MODULE + "-") && name.endsWith(JAR_END))
                .toList();
      }
    }
    if (jars.size() != 1) {
      throw new IllegalStateException(
          "expected one %s-…%s in %s, found %s: build the project, and start this in its root"
              .formatted(MODULE, JAR_END, target, jars));
    }
    String jar = jars.getFirst();
    System.setProperty("storeloop.root", root.toString());
    System.setProperty(
        "storeloop.version", jar.substring(MODULE.length() + 1, jar.length() - JAR_END.length()));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
