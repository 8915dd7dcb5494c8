package io.storeloop.benchmarks.profiles;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.Calls;
import io.storeloop.benchmarks.load.HttpCaller;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Latencies;
import io.storeloop.benchmarks.load.Load;
import io.storeloop.benchmarks.load.Measured;
import io.storeloop.benchmarks.load.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** What is measured at one size, one after another. */
final class Measurements {
  private static final Pattern APPLIED = Pattern.compile("\"appliedEvents\"\\s*:\\s*(\\d+)");
  private static final Pattern SIZE = Pattern.compile("\"size\"\\s*:\\s*(\\d+)");
  private static final Pattern LOWER = Pattern.compile("\"lower\"\\s*:\\s*(\\d+)");
  private static final Pattern UPPER = Pattern.compile("\"upper\"\\s*:\\s*(\\d+)");
  private static final Pattern LOOKED = Pattern.compile("\"looked\"\\s*:\\s*(\\d+)");
  private static final int PREVIEWS_EACH = 10;

  /** Looking at everybody took longer than a statement may. */
  private static final int TOO_LONG = 409;

  /** One feature, several with a window, and events counted. */
  private static final List<String> PREVIEWS =
      List.of(
          "{\"features.orders\": {\"$gte\": 1}}",
          "{\"features.views30d\": {\"$gte\": 1}, \"features.monetaryValue\": {\"$gt\": 50}, \"features.daysSinceSeen\": {\"$lt\": 60}}",
          "{\"performed\": {\"type\": \"purchase\", \"within\": \"P30D\"}}");

  private static final Duration WARM_UP_LOOP = Duration.ofSeconds(5);
  private static final int MOST_WARM_UP_LOOPS = 18;

  /** Calls after which the service has compiled what it needs. */
  private static final long WARM_AFTER = 60_000;

  private final Options options;
  private final BenchmarkPostgres postgres;
  private final Report report;
  private final Lag lag;

  Measurements(Options options, BenchmarkPostgres postgres, Report report) {
    this.options = options;
    this.postgres = postgres;
    this.report = report;
    this.lag = new Lag(options, postgres, report);
  }

  /** Reads {@code events} that came while the service was down, then answers and follows. */
  void of(JavaProcess service, int profiles, long events) throws Exception {
    report.table(
        "%,d shoppers: reading %,d events that came meanwhile".formatted(profiles, events),
        "profiles",
        "s",
        "events/s",
        "µs of processor an event: service",
        "PostgreSQL",
        "resident, MB");
    service.awaitReady("/actuator/health/liveness");
    Calls calls = new Calls(service, ProfileBenchmark.SECRET);
    segments(calls);
    // what starting costs is not what an event costs
    long applied = calls.get(Lag.PROGRESS).number(APPLIED);
    double ours = service.cpuSeconds();
    double theirs = postgres.cpuSeconds();
    long start = System.nanoTime();
    Lag.awaitCaughtUp(calls, options.patience());
    double seconds = seconds(start);
    long read = calls.get(Lag.PROGRESS).number(APPLIED) - applied;
    report.row(
        postgres.number("select count(*) from profile"),
        seconds,
        read / seconds,
        (service.cpuSeconds() - ours) / read * 1e6,
        (postgres.cpuSeconds() - theirs) / read * 1e6,
        service.residentBytes() / (double) (1 << 20));
    // what autovacuum would do within a minute: until then questions are planned anew each time
    postgres.execute("vacuum (analyze) profile");
    postgres.execute("analyze");
    postgres.checkpoint();
    Load.Opening gets = gets(service, profiles);
    answers(service, profiles, gets);
    previews(calls, profiles);
    lag.whileEventsCome(service, profiles);
    new Trainings(options, service, report).beside(profiles, gets);
  }

  /** Which shoppers may enter and leave; those that are there already are left as they are. */
  private void segments(Calls calls) throws IOException {
    for (int i = 1; i <= options.segments(); i++) {
      String segment =
          """
          {"id": "s%1$d", "name": "s%1$d", "condition": {"features.orders": {"$gte": %1$d}, "features.recencyDays": {"$lt": %2$d}}}
          """
              .formatted(i, 10 * i);
      int status = calls.post("/v1/segments", segment).status();
      if (status != 201 && status != 409) {
        throw new IllegalStateException("a segment was answered with " + status);
      }
    }
  }

  /** How long a marketer waits for the size of a segment: one question after another. */
  private void previews(Calls calls, int profiles) throws IOException {
    report.table(
        "%,d shoppers: POST /v1/segments/preview".formatted(profiles),
        "condition",
        "latency",
        "size",
        "95 %, from",
        "to",
        "looked at",
        "truth",
        "s to know it");
    for (String condition : PREVIEWS) {
      String body = "{\"condition\": " + condition;
      Calls.Answer answer = preview(calls, body + "}").expecting(200);
      long[] times = new long[PREVIEWS_EACH];
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        preview(calls, body + "}").expecting(200);
        times[i] = System.nanoTime() - start;
      }
      long start = System.nanoTime();
      Calls.Answer exact = preview(calls, body + ", \"exact\": true}");
      report.row(
          condition,
          Latencies.of(List.of(times)),
          answer.number(SIZE),
          answer.number(LOWER),
          answer.number(UPPER),
          answer.number(LOOKED),
          exact.status() == TOO_LONG ? "not told" : exact.expecting(200).number(SIZE),
          seconds(start));
    }
  }

  private static Calls.Answer preview(Calls calls, String body) throws IOException {
    return calls.post("/v1/segments/preview", body);
  }

  private static Load.Opening gets(JavaProcess service, int profiles) {
    AtomicLong question = new AtomicLong(profiles);
    return () ->
        HttpCaller.gets(
            service.port(),
            ProfileBenchmark.SECRET,
            () -> Shoppers.path(question.addAndGet(0x9E3779B97F4A7C15L) >>> 16, profiles));
  }

  private void answers(JavaProcess service, int profiles, Load.Opening gets) throws Exception {
    long calls = 0;
    for (int loop = 0; loop < MOST_WARM_UP_LOOPS && calls < WARM_AFTER; loop++) {
      calls += Load.closed(options.connections(), 1, WARM_UP_LOOP, gets).units();
    }
    report.table(
        "%,d shoppers: GET /v1/profiles/{id}".formatted(profiles),
        "loop",
        "calls/s",
        "latency",
        "failed",
        "µs of processor a call: service",
        "PostgreSQL");
    row("closed", service, () -> Load.closed(options.connections(), 1, options.time(), gets));
    row(
        "open, %,.0f/s".formatted(options.rate()),
        service,
        () -> Load.open(options.connections(), 1, options.time(), gets, options.rate()));
  }

  private interface Loop {
    Measured run();
  }

  private void row(String name, JavaProcess service, Loop loop) throws IOException {
    double ours = service.cpuSeconds();
    double theirs = postgres.cpuSeconds();
    Measured measured = loop.run();
    report.row(
        name,
        measured.perSecond(),
        measured.accepted(),
        measured.failed() + measured.refused(),
        (service.cpuSeconds() - ours) / measured.units() * 1e6,
        (postgres.cpuSeconds() - theirs) / measured.units() * 1e6);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
