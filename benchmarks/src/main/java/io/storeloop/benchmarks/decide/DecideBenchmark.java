package io.storeloop.benchmarks.decide;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures decisions from outside, in one run with an endpoint of the same server that does
 * nothing, and prints Markdown.
 *
 * <p>Started by {@code benchmarks/decide.sh}.
 */
public final class DecideBenchmark {
  static final String SECRET = "sk_benchmark_0123456789abcdef01234567";

  private static final String READY = "/actuator/health/readiness";

  private DecideBenchmark() {}

  /** Arguments as {@link Options} says. */
  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Files.createDirectories(options.folder());
    try (BenchmarkPostgres postgres =
        BenchmarkPostgres.start(options.folder().resolve("postgres"), true)) {
      Report report = new Report(System.out);
      report.machine(postgres);
      try (JavaProcess profiles = service(options, postgres, options.profileJar(), Map.of())) {
        profiles.awaitReady(READY);
        Shop.fill(postgres, options.shoppers());
        Api.awaitCaughtUp(profiles, options.patience());
        postgres.execute("vacuum (analyze) profile");
        try (JavaProcess campaigns = campaigns(options, postgres, profiles).awaitReady(READY);
            JavaProcess empty = empty(options)) {
          var measurements =
              new Measurements(options, postgres, campaigns, profiles, empty, report);
          measurements.run();
        }
      }
      report.machine(postgres);
    }
  }

  private static JavaProcess campaigns(
      Options options, BenchmarkPostgres postgres, JavaProcess profiles) throws Exception {
    return service(
        options,
        postgres,
        options.jar(),
        Map.of("STORELOOP_CAMPAIGN_PROFILEURL", "http://127.0.0.1:" + profiles.port()));
  }

  private static JavaProcess service(
      Options options, BenchmarkPostgres postgres, Path jar, Map<String, String> more)
      throws Exception {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("STORELOOP_DATABASE_URL", postgres.url());
    settings.put("STORELOOP_DATABASE_USERNAME", "postgres");
    settings.put("STORELOOP_KEYS_SECRET", SECRET);
    settings.put("STORELOOP_KEYS_WRITE", "wk_benchmark_0123456789abcdef01234567");
    List<String> what = new ArrayList<>(options.jvm());
    // as docker-compose.yml and k8s/ have it
    what.add("-Xms" + options.heap());
    if (jar.equals(options.jar()) && !options.recording().isEmpty()) {
      what.add(
          "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
              + options.recording());
    }
    what.addAll(List.of("-jar", jar.toString()));
    return JavaProcess.start(options.folder(), options.heap(), what, settings);
  }

  private static JavaProcess empty(Options options) throws Exception {
    return JavaProcess.start(
            options.folder(),
            List.of("-cp", System.getProperty("java.class.path"), EmptyApplication.class.getName()),
            Map.of("SPRING_THREADS_VIRTUAL_ENABLED", "true"))
        .awaitReady("/ready");
  }
}
