package io.storeloop.benchmarks.ingest;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Measures ingestion from outside, in one run with what it is compared with, and prints Markdown.
 *
 * <p>Started by {@code benchmarks/ingest.sh}.
 */
public final class IngestBenchmark {
  static final String KEY = "wk_benchmark_0123456789abcdef01234567";
  private static final String SECRET = "sk_benchmark_0123456789abcdef01234567";

  private IngestBenchmark() {}

  /** Arguments as {@link Options} says. */
  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Files.createDirectories(options.folder());
    try (BenchmarkPostgres postgres =
            BenchmarkPostgres.start(options.folder().resolve("postgres"), options.advised());
        JavaProcess service = service(options, postgres)) {
      Report report = new Report(System.out);
      report.machine(postgres);
      SampleEvents events =
          new SampleEvents(Long.toHexString(System.nanoTime()) + "-", Instant.now());
      var batches = new BatchMeasurements(options, postgres, service, events, report);
      var singles = new SingleMeasurements(options, postgres, service, events, report);
      batches.warmUp();
      if (options.profile() > 0) {
        service.jcmd(
            "JFR.start",
            "duration=" + options.profile() + "s",
            "settings=profile",
            "jdk.CPUTimeSample#enabled=true",
            "filename=" + options.folder().resolve("service.jfr"));
      }
      if (options.parts().contains("batches")) {
        batches.compare();
      }
      if (options.parts().contains("singles")) {
        singles.compare();
      }
      if (options.parts().contains("overload")) {
        batches.overload();
      }
      if (options.parts().contains("heap")) {
        batches.heap();
      }
      if (options.parts().contains("curve")) {
        new Curve(options, postgres, batches, report).measure();
      }
      report.machine(postgres);
    }
  }

  private static JavaProcess service(Options options, BenchmarkPostgres postgres) throws Exception {
    Path imports = Files.createDirectories(options.folder().resolve("imports"));
    return JavaProcess.start(
            options.folder(),
            List.of("-jar", options.jar().toString()),
            Map.of(
                "STORELOOP_DATABASE_URL",
                postgres.url(),
                "STORELOOP_DATABASE_USERNAME",
                "postgres",
                "STORELOOP_KEYS_WRITE",
                KEY,
                "STORELOOP_KEYS_SECRET",
                SECRET,
                "STORELOOP_INGESTION_IMPORTS_DIRECTORY",
                imports.toString()))
        .awaitReady("/actuator/health/readiness");
  }
}
