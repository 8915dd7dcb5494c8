package io.storeloop.benchmarks.ingest;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.HttpCaller;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Load;
import io.storeloop.benchmarks.load.Measured;
import io.storeloop.benchmarks.load.Report;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Calls of a hundred events, beside COPY and unnest of the same rows into the same table. */
final class BatchMeasurements {
  private static final int EVENTS_PER_CALL = 100;
  private static final int ROWS_PER_COPY = 5000;
  private static final Duration OVERLOAD = Duration.ofSeconds(20);
  private static final int OVERLOAD_CONNECTIONS = 512;
  private static final long HEAP_STEPS = 4;

  private final Options options;
  private final BenchmarkPostgres postgres;
  private final JavaProcess service;
  private final SampleEvents events;
  private final Report report;

  BatchMeasurements(
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

  void warmUp() {
    http(options.connections(), options.warmUp());
    copy(Duration.ofSeconds(1));
  }

  /** COPY, unnest and HTTP in turns over as many connections. */
  void compare() throws IOException, SQLException {
    report.table(
        "Batches of 100 over %d connections, %d s each"
            .formatted(options.connections(), options.time().toSeconds()),
        "round",
        "COPY 5000, rows/s",
        "unnest 100, rows/s",
        "HTTP 100, events/s",
        "HTTP / COPY",
        "HTTP latency",
        "µs of processor: COPY, a row",
        "HTTP, an event: PostgreSQL",
        "service",
        "failed");
    for (int round = 1; round <= options.rounds(); round++) {
      postgres.settle();
      double postgresBefore = postgres.cpuSeconds();
      Measured copy = copy(options.time());
      double copied = copy.perSecond();
      double copyCpu = postgres.cpuSeconds() - postgresBefore;
      postgres.settle();
      double unnested =
          Load.closed(
                  options.connections(),
                  EVENTS_PER_CALL,
                  options.time(),
                  PlainInserts.unnesting(postgres, events, EVENTS_PER_CALL))
              .perSecond();
      postgres.settle();
      postgresBefore = postgres.cpuSeconds();
      double serviceBefore = service.cpuSeconds();
      Measured sent = http(options.connections(), options.time());
      double units = sent.units() / 1e6;
      report.row(
          (long) round,
          copied,
          unnested,
          sent.perSecond(),
          sent.perSecond() / copied,
          sent.accepted(),
          copyCpu / copy.units() * 1e6,
          (postgres.cpuSeconds() - postgresBefore) / units,
          (service.cpuSeconds() - serviceBefore) / units,
          sent.failed() + sent.refused());
    }
  }

  /** Four times as much as it can take. */
  void overload() {
    double peak = http(options.connections(), options.time()).perSecond();
    report.table(
        "Overload: %d s of batches at random times over %d connections; the service takes %,.0f events/s when asked in turn"
            .formatted(OVERLOAD.toSeconds(), OVERLOAD_CONNECTIONS, peak),
        "offered / peak",
        "offered, events/s",
        "accepted, events/s",
        "accepted / peak",
        "accepted latency",
        "refused calls",
        "refusal latency",
        "failed");
    for (double factor : new double[] {0.5, 4, 0.5}) {
      double calls = peak * factor / EVENTS_PER_CALL;
      Measured sent = Load.open(OVERLOAD_CONNECTIONS, EVENTS_PER_CALL, OVERLOAD, batches(), calls);
      report.row(
          factor,
          calls * EVENTS_PER_CALL,
          sent.perSecond(),
          sent.perSecond() / peak,
          sent.accepted(),
          sent.refused(),
          sent.refusals(),
          sent.failed());
    }
  }

  /** Many events, with a look at the memory now and then. */
  void heap() throws IOException, InterruptedException {
    report.table(
        "Memory over %,d events (-Xmx512m)".formatted(options.heapEvents()),
        "events",
        "events/s",
        "heap in use after a full collection, MB",
        "resident, MB");
    report.row(0L, 0.0, service.usedHeap() / 1e6, service.residentBytes() / 1e6);
    long sent = 0;
    for (long step = 1; step <= HEAP_STEPS; step++) {
      double seconds = 0;
      long before = sent;
      while (sent < options.heapEvents() * step / HEAP_STEPS) {
        Measured part = http(options.connections(), options.time());
        sent += part.units();
        seconds += part.seconds();
      }
      report.row(
          sent, (sent - before) / seconds, service.usedHeap() / 1e6, service.residentBytes() / 1e6);
    }
  }

  Measured copy(Duration time) {
    return Load.closed(
        options.connections(),
        ROWS_PER_COPY,
        time,
        PlainInserts.copying(postgres, events, ROWS_PER_COPY));
  }

  Measured http(Duration time) {
    return http(options.connections(), time);
  }

  private Measured http(int connections, Duration time) {
    return Load.closed(connections, EVENTS_PER_CALL, time, batches());
  }

  private Load.Opening batches() {
    return () ->
        new HttpCaller(
            service.port(), "/v1/events", IngestBenchmark.KEY, () -> events.json(EVENTS_PER_CALL));
  }
}
