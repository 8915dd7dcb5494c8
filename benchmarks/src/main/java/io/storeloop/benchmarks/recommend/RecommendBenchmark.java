package io.storeloop.benchmarks.recommend;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Report;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures recommendations from outside, in one run with an endpoint of the same server that does
 * nothing, and prints Markdown.
 *
 * <p>Started by {@code benchmarks/recommend.sh}.
 */
public final class RecommendBenchmark {
  static final String SECRET = "sk_benchmark_0123456789abcdef01234567";

  private static final String NEVER = "2000000000";

  private RecommendBenchmark() {}

  /** Arguments as {@link Options} says. */
  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Files.createDirectories(options.folder());
    try (BenchmarkPostgres postgres =
        BenchmarkPostgres.start(options.folder().resolve("postgres"), true)) {
      Report report = new Report(System.out);
      report.machine(postgres);
      Filled filled = fill(options, postgres);
      try (JavaProcess service = service(options, postgres);
          JavaProcess empty = empty(options)) {
        var measurements = new Measurements(options, postgres, service, empty, report);
        measurements.load(filled);
        measurements.closed();
        measurements.open();
        measurements.whileTraining();
      }
      report.machine(postgres);
    }
  }

  /** Whoever starts first makes the tables; the log is read on the next start. */
  private static Filled fill(Options options, BenchmarkPostgres postgres) throws Exception {
    Shop shop = new Shop(postgres, options);
    long start = System.nanoTime();
    try (JavaProcess first = service(options, postgres)) {
      first.awaitReady("/actuator/health/liveness");
      Api api = new Api(first, options.patience());
      api.awaitCaughtUp();
      double empty = first.usedHeap() / Measurements.MEGABYTE;
      shop.fillCatalogue();
      api.awaitCaughtUp();
      double catalogue = first.usedHeap() / Measurements.MEGABYTE;
      first.close();
      shop.fillLog();
      return new Filled((System.nanoTime() - start) / 1e9, empty, catalogue);
    }
  }

  private static JavaProcess service(Options options, BenchmarkPostgres postgres) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("STORELOOP_DATABASE_URL", postgres.url());
    settings.put("STORELOOP_DATABASE_USERNAME", "postgres");
    settings.put("STORELOOP_KEYS_SECRET", SECRET);
    settings.put("STORELOOP_KEYS_WRITE", "wk_benchmark_0123456789abcdef01234567");
    // trained when told to, so that it is known what runs beside a measurement
    settings.put("STORELOOP_RECOMMENDATION_TRAINING_NEWINTERACTIONS", NEVER);
    settings.put("STORELOOP_RECOMMENDATION_TRAINING_INTERVAL", "300d");
    settings.put("STORELOOP_RECOMMENDATION_INTERACTION_MAXUSERS", "2000000");
    List<String> what = new ArrayList<>(options.jvm());
    what.addAll(List.of("-jar", options.jar().toString()));
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
