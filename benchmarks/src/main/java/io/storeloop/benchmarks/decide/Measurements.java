package io.storeloop.benchmarks.decide;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.HttpCaller;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Load;
import io.storeloop.benchmarks.load.Measured;
import io.storeloop.benchmarks.load.Report;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/** What is measured of one running service, with more and more campaigns. */
final class Measurements {
  private static final Duration WARM_UP_LOOP = Duration.ofSeconds(5);

  /** Calls after which a server has compiled what it needs. */
  private static final long WARM_AFTER = 40_000;

  /** Loops after which it must do, for each round: a first look warms up less. */
  private static final int WARM_UP_LOOPS = 4;

  private final Options options;
  private final BenchmarkPostgres postgres;
  private final JavaProcess service;
  private final JavaProcess profiles;
  private final JavaProcess empty;
  private final Report report;
  private final Load.Opening ours;
  private final Load.Opening nothing;

  Measurements(
      Options options,
      BenchmarkPostgres postgres,
      JavaProcess service,
      JavaProcess profiles,
      JavaProcess empty,
      Report report) {
    this.options = options;
    this.postgres = postgres;
    this.service = service;
    this.profiles = profiles;
    this.empty = empty;
    this.report = report;
    Supplier<byte[]> questions = () -> Shop.question(options.shoppers());
    this.ours =
        () -> new HttpCaller(service.port(), "/v1/decisions", DecideBenchmark.SECRET, questions);
    this.nothing = () -> new HttpCaller(empty.port(), "/empty", DecideBenchmark.SECRET, questions);
  }

  void run() throws Exception {
    warmUp(nothing);
    int started = 0;
    for (int campaigns : options.campaigns()) {
      for (; started < campaigns; started++) {
        Api.start(service, Shop.campaign(started));
      }
      warmUp(ours);
      postgres.checkpoint();
      closed(campaigns);
      open(campaigns);
    }
    ledger();
  }

  /** As fast as the connections go, in turns with the endpoint that does nothing. */
  private void closed(int campaigns) throws IOException {
    report.table(
        "%,d campaigns, %d connections, %d s each"
            .formatted(campaigns, options.connections(), options.time().toSeconds()),
        "round",
        "empty endpoint, calls/s",
        "decisions/s",
        "ratio",
        "empty latency",
        "decision latency",
        "µs of processor: empty",
        "campaign-service",
        "profile-service",
        "PostgreSQL",
        "failed");
    for (int round = 1; round <= options.rounds(); round++) {
      double start = empty.cpuSeconds();
      Measured plain = Load.closed(options.connections(), 1, options.time(), nothing);
      double emptyCpu = (empty.cpuSeconds() - start) / plain.units() * 1e6;
      double ourStart = service.cpuSeconds();
      double profileStart = profiles.cpuSeconds();
      double postgresStart = postgres.cpuSeconds();
      Measured sent = Load.closed(options.connections(), 1, options.time(), ours);
      report.row(
          (long) round,
          plain.perSecond(),
          sent.perSecond(),
          sent.perSecond() / plain.perSecond(),
          plain.accepted(),
          sent.accepted(),
          emptyCpu,
          (service.cpuSeconds() - ourStart) / sent.units() * 1e6,
          (profiles.cpuSeconds() - profileStart) / sent.units() * 1e6,
          (postgres.cpuSeconds() - postgresStart) / sent.units() * 1e6,
          plain.failed() + sent.failed() + sent.refused());
    }
  }

  /** Calls at random times at a known rate; latencies count from when each should have begun. */
  private void open(int campaigns) throws SQLException {
    postgres.checkpoint();
    report.table(
        "%,d campaigns, open loop, %,.0f calls/s".formatted(campaigns, options.rate()),
        "of what",
        "calls/s answered",
        "latency",
        "failed");
    row("empty endpoint", nothing);
    row("decisions", ours);
  }

  private void row(String what, Load.Opening opening) {
    Measured measured =
        Load.open(options.connections(), 1, options.time(), opening, options.rate());
    report.row(
        what, measured.perSecond(), measured.accepted(), measured.failed() + measured.refused());
  }

  /** What was answered is in the ledger; a table that nobody fills would make a fast service. */
  private void ledger() throws SQLException {
    report.table(
        "The ledger", "decisions", "without a profile", "held out", "campaigns that decided");
    report.row(
        postgres.number("select count(*) from decision"),
        postgres.number("select count(*) from decision where fallback is not null"),
        postgres.number("select count(*) from decision where held_out"),
        postgres.number("select count(distinct campaign_id) from decision"));
  }

  private void warmUp(Load.Opening opening) {
    long calls = 0;
    for (int loop = 0; loop < WARM_UP_LOOPS * options.rounds() && calls < WARM_AFTER; loop++) {
      calls += Load.closed(options.connections(), 1, WARM_UP_LOOP, opening).units();
    }
  }
}
