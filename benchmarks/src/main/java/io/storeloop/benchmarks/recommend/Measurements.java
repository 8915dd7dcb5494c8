package io.storeloop.benchmarks.recommend;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.HttpCaller;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Load;
import io.storeloop.benchmarks.load.Measured;
import io.storeloop.benchmarks.load.Report;
import java.io.IOException;
import java.time.Duration;

/** What is measured of one running service, one after another. */
final class Measurements {
  private static final Duration WARM_UP_LOOP = Duration.ofSeconds(5);

  /** Calls after which a server has compiled what it needs, and loops after which it must do. */
  private static final long WARM_AFTER = 150_000;

  private static final int MOST_WARM_UP_LOOPS = 24;
  static final double MEGABYTE = 1 << 20;

  /** Loops measured beside one training at most, whatever it takes. */
  private static final int MOST_LOOPS = 20;

  private final Options options;
  private final BenchmarkPostgres postgres;
  private final JavaProcess service;
  private final Api api;
  private final Report report;
  private final Load.Opening ours;
  private final Load.Opening nothing;
  private final JavaProcess empty;

  Measurements(
      Options options,
      BenchmarkPostgres postgres,
      JavaProcess service,
      JavaProcess empty,
      Report report) {
    this.options = options;
    this.postgres = postgres;
    this.service = service;
    this.empty = empty;
    this.report = report;
    this.api = new Api(service, options.patience());
    Questions questions = new Questions(options);
    this.ours = calls(service, "/v1/recommendations", questions);
    this.nothing = calls(empty, "/empty", questions);
  }

  private static Load.Opening calls(JavaProcess server, String path, Questions questions) {
    return () -> new HttpCaller(server.port(), path, RecommendBenchmark.SECRET, questions::next);
  }

  /** Reads the log and trains the first model. */
  void load(Filled filled) throws Exception {
    service.awaitReady("/actuator/health/liveness");
    double read = api.awaitCaughtUp();
    double heapRead = service.usedHeap() / MEGABYTE;
    String version = api.train();
    double trained = api.awaitTrained(version);
    double heapTrained = service.usedHeap() / MEGABYTE;
    long events = (long) options.users() * options.eventsPerUser();
    report.table(
        "Reading the log and the first training, heap " + options.heap(),
        "items",
        "users",
        "events",
        "s to fill",
        "s to read",
        "events/s read",
        "heap after reading, MB",
        "s to train",
        "model",
        "heap after training, MB",
        "process, MB");
    report.row(
        (long) options.items(),
        (long) options.users(),
        events,
        filled.seconds(),
        read,
        events / read,
        heapRead,
        trained,
        api.state(version),
        heapTrained,
        service.residentBytes() / MEGABYTE);
    memory(filled, heapRead, heapTrained);
  }

  /** By difference, each right after a full collection. */
  private void memory(Filled filled, double heapRead, double heapTrained) {
    report.table(
        "Heap, MB",
        "empty",
        "and the catalogue",
        "and the histories",
        "and the model, its sessions and its counts",
        "a million items",
        "a million users with %d events each".formatted(options.eventsPerUser()));
    report.row(
        filled.emptyHeap(),
        filled.catalogueHeap(),
        heapRead,
        heapTrained,
        (filled.catalogueHeap() - filled.emptyHeap()) / options.items() * 1e6,
        (heapRead - filled.catalogueHeap()) / options.users() * 1e6);
  }

  /** As fast as the connections go, in turns with the endpoint that does nothing. */
  void closed() throws IOException {
    warmUp(nothing);
    warmUp(ours);
    report.table(
        "%d connections, %d s each".formatted(options.connections(), options.time().toSeconds()),
        "round",
        "empty endpoint, calls/s",
        "recommendations, calls/s",
        "ratio",
        "empty latency",
        "recommendation latency",
        "µs of processor: empty",
        "recommendation",
        "ratio",
        "failed");
    for (int round = 1; round <= options.rounds(); round++) {
      double start = empty.cpuSeconds();
      Measured plain = Load.closed(options.connections(), 1, options.time(), nothing);
      double emptyCpu = (empty.cpuSeconds() - start) / plain.units() * 1e6;
      double between = service.cpuSeconds();
      Measured sent = Load.closed(options.connections(), 1, options.time(), ours);
      double ourCpu = (service.cpuSeconds() - between) / sent.units() * 1e6;
      report.row(
          (long) round,
          plain.perSecond(),
          sent.perSecond(),
          sent.perSecond() / plain.perSecond(),
          plain.accepted(),
          sent.accepted(),
          emptyCpu,
          ourCpu,
          emptyCpu / ourCpu,
          plain.failed() + sent.failed() + sent.refused());
    }
  }

  private void warmUp(Load.Opening opening) {
    long calls = 0;
    for (int loop = 0; loop < MOST_WARM_UP_LOOPS && calls < WARM_AFTER; loop++) {
      calls += Load.closed(options.connections(), 1, WARM_UP_LOOP, opening).units();
    }
  }

  /** Calls at random times at a known rate; latencies count from when each should have begun. */
  void open() throws Exception {
    openTable("Open loop, %,.0f calls/s".formatted(options.rate()));
    row("empty endpoint", openLoop(nothing));
    row("recommendations", openLoop(ours));
    try (LiveEvents live = LiveEvents.start(postgres, options)) {
      row("and %d views/s into the log".formatted(LiveEvents.PER_SECOND), openLoop(ours));
    }
  }

  /** The same while a model is trained and put in place of the other. */
  void whileTraining() throws Exception {
    openTable("Open loop, %,.0f calls/s, beside a training".formatted(options.rate()));
    row("before", openLoop(ours));
    String version = api.train();
    for (int loop = 1; loop <= MOST_LOOPS && api.isTraining(version); loop++) {
      row("training, loop " + loop, openLoop(ours));
    }
    api.awaitTrained(version);
    row("after, the new model is " + api.state(version), openLoop(ours));
  }

  private Measured openLoop(Load.Opening opening) {
    return Load.open(options.connections(), 1, options.time(), opening, options.rate());
  }

  private void openTable(String title) {
    report.table(title, "of what", "calls/s answered", "latency", "p90, ms", "failed");
  }

  private void row(String what, Measured measured) {
    report.row(
        what,
        measured.perSecond(),
        measured.accepted(),
        measured.accepted().millis(0.9),
        measured.failed() + measured.refused());
  }
}
