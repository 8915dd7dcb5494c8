package io.storeloop.benchmarks.profiles;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Report;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures profile-service from outside, at each size in turn, and prints Markdown: how fast it
 * reads the log, how far it is behind while events come, how soon it answers.
 *
 * <p>Started by {@code benchmarks/profiles.sh}.
 */
public final class ProfileBenchmark {
  static final String SECRET = "sk_benchmark_0123456789abcdef01234567";

  private ProfileBenchmark() {}

  /** Arguments as {@link Options} says. */
  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Files.createDirectories(options.folder());
    try (BenchmarkPostgres postgres =
        BenchmarkPostgres.start(options.folder().resolve("postgres"), true)) {
      Report report = new Report(System.out);
      report.machine(postgres);
      try (JavaProcess first = service(options, postgres)) {
        first.awaitReady("/actuator/health/readiness");
      }
      Measurements measurements = new Measurements(options, postgres, report);
      Shoppers shoppers = new Shoppers(postgres, options);
      int before = 0;
      for (int size : options.profiles()) {
        long events = shoppers.add(before, size);
        try (JavaProcess service = service(options, postgres)) {
          measurements.of(service, size, events);
        }
        before = size;
      }
      report.machine(postgres);
    }
  }

  private static JavaProcess service(Options options, BenchmarkPostgres postgres) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("STORELOOP_DATABASE_URL", postgres.url());
    settings.put("STORELOOP_DATABASE_USERNAME", "postgres");
    settings.put("STORELOOP_KEYS_SECRET", SECRET);
    settings.put("STORELOOP_KEYS_WRITE", "wk_benchmark_0123456789abcdef01234567");
    settings.put("STORELOOP_FOLLOWER_BATCHSIZE", Integer.toString(options.batch()));
    List<String> what = new ArrayList<>(options.jvm());
    // as docker-compose.yml and k8s/ have it
    what.add("-Xms" + options.heap());
    if (!options.recording().isEmpty()) {
      what.add(
          "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
              + options.recording());
    }
    what.addAll(List.of("-jar", options.jar().toString()));
    return JavaProcess.start(options.folder(), options.heap(), what, settings);
  }
}
