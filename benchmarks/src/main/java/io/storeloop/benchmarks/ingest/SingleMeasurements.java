package io.storeloop.benchmarks.ingest;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.HttpCaller;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Load;
import io.storeloop.benchmarks.load.Measured;
import io.storeloop.benchmarks.load.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Calls of one event, beside an endpoint that inserts one row for each. */
final class SingleMeasurements {
  private static final Duration WARM_UP = Duration.ofSeconds(6);

  private final Options options;
  private final BenchmarkPostgres postgres;
  private final JavaProcess service;
  private final SampleEvents events;
  private final Report report;

  SingleMeasurements(
      Options options,
      BenchmarkPostgres postgres,
      JavaProcess service,
      SampleEvents events,
      Report report) {
    this.options = options;
    this.postgres = postgres;
    this.service = service;
    this.events = events;
    this.report = report;
  }

  /** Closed loops for the rate, then an open loop at half of ours for the latency. */
  void compare() throws Exception {
    postgres.execute(
        "create table if not exists one_row (id bigint generated always as identity primary key, body text not null)");
    try (JavaProcess oneRow = oneRow()) {
      Load.Opening plain = calls(oneRow, "/one-row");
      Load.Opening ours = calls(service, "/v1/events");
      for (int callers : options.callers()) {
        Load.closed(callers, 1, WARM_UP, plain);
        Load.closed(callers, 1, WARM_UP, ours);
        closed(callers, oneRow, plain, ours);
      }
    }
  }

  private void closed(int callers, JavaProcess oneRow, Load.Opening plain, Load.Opening ours)
      throws IOException {
    report.table(
        "Single events over %d connections, %d s each"
            .formatted(callers, options.time().toSeconds()),
        "round",
        "one-row insert, calls/s",
        "single event, calls/s",
        "ratio",
        "one-row latency",
        "event latency",
        "µs of processor, one row: PostgreSQL",
        "its endpoint",
        "one event: PostgreSQL",
        "service",
        "failed");
    double rate = 0;
    for (int round = 1; round <= options.rounds(); round++) {
      double start = postgres.cpuSeconds();
      double endpoint = oneRow.cpuSeconds();
      Measured inserted = Load.closed(callers, 1, options.time(), plain);
      double between = postgres.cpuSeconds();
      double cpu = service.cpuSeconds();
      Measured sent = Load.closed(callers, 1, options.time(), ours);
      rate = sent.perSecond();
      report.row(
          (long) round,
          inserted.perSecond(),
          rate,
          rate / inserted.perSecond(),
          inserted.accepted(),
          sent.accepted(),
          (between - start) / inserted.units() * 1e6,
          (oneRow.cpuSeconds() - endpoint) / inserted.units() * 1e6,
          (postgres.cpuSeconds() - between) / sent.units() * 1e6,
          (service.cpuSeconds() - cpu) / sent.units() * 1e6,
          sent.failed() + sent.refused());
    }
    Measured half = Load.open(callers, 1, options.time(), ours, rate / 2);
    report.row(
        "half load, random arrivals",
        "",
        half.perSecond(),
        "",
        "",
        half.accepted(),
        "",
        "",
        "",
        "",
        half.failed() + half.refused());
  }

  private static Load.Opening calls(JavaProcess server, SampleEvents events, String path) {
    return () -> new HttpCaller(server.port(), path, IngestBenchmark.KEY, () -> events.json(1));
  }

  private Load.Opening calls(JavaProcess server, String path) {
    return calls(server, events, path);
  }

  private JavaProcess oneRow() throws Exception {
    return JavaProcess.start(
            options.folder(),
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                OneRowInsertApplication.class.getName()),
            Map.of(
                "SPRING_DATASOURCE_URL", postgres.url(),
                "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", "8",
                "SPRING_THREADS_VIRTUAL_ENABLED", "true"))
        .awaitReady("/ready");
  }
}
