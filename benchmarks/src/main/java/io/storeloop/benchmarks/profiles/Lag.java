package io.storeloop.benchmarks.profiles;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.Calls;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Latencies;
import io.storeloop.benchmarks.load.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** How long the oldest event not applied has waited, asked again and again while events come. */
final class Lag {
  static final String PROGRESS = "/v1/profiles/progress";

  private static final Pattern LAG = Pattern.compile("\"lagMillis\"\\s*:\\s*(\\d+)");
  private static final Pattern CAUGHT_UP = Pattern.compile("\"caughtUp\"\\s*:\\s*true");

  /** For how long the profile has waited, of those that segments have not looked at since. */
  private static final String WAITING_MILLIS =
      """
      select coalesce(max(extract(epoch from clock_timestamp() - due_at) * 1000), 0)::bigint
      from segment_due where cause = 'event' and due_at <= clock_timestamp()
      """;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MOST_SAMPLES = 100_000;

  private final Options options;
  private final BenchmarkPostgres postgres;
  private final Report report;
  private long nextEvent;

  Lag(Options options, BenchmarkPostgres postgres, Report report) {
    this.options = options;
    this.postgres = postgres;
    this.report = report;
  }

  /** At each rate in turn. */
  void whileEventsCome(JavaProcess service, int profiles) throws Exception {
    report.table(
        "%,d shoppers: lag while events come".formatted(profiles),
        "events/s wanted",
        "written",
        "lag",
        "segments behind the profiles",
        "µs of processor an event: service",
        "s until caught up");
    for (int rate : options.liveRate()) {
      row(service, profiles, rate);
    }
  }

  private void row(JavaProcess service, int profiles, int rate) throws Exception {
    Calls calls = new Calls(service, ProfileBenchmark.SECRET);
    long[] lags = new long[MOST_SAMPLES];
    long[] waits = new long[MOST_SAMPLES];
    int samples = 0;
    long start = System.nanoTime();
    double ours = service.cpuSeconds();
    long written;
    try (LiveEvents events = LiveEvents.start(postgres, rate, profiles, nextEvent)) {
      while (seconds(start) < options.time().toSeconds() && samples < MOST_SAMPLES) {
        waits[samples] = postgres.number(WAITING_MILLIS) * 1_000_000;
        lags[samples++] = calls.get(PROGRESS).number(LAG) * 1_000_000;
        Thread.sleep(POLL);
      }
      written = events.written();
    }
    // the last batch may still have been on its way
    nextEvent += written + rate;
    double wrote = seconds(start);
    double caughtUp = awaitCaughtUp(calls, options.patience());
    report.row(
        (long) rate,
        written / wrote,
        Latencies.of(List.of(Arrays.copyOf(lags, samples))),
        Latencies.of(List.of(Arrays.copyOf(waits, samples))),
        (service.cpuSeconds() - ours) / written * 1e6,
        caughtUp);
  }

  /** Waits until all that came is in the profiles; returns the seconds it took. */
  static double awaitCaughtUp(Calls calls, Duration patience)
      throws IOException, InterruptedException {
    return calls.await("reading the log", PROGRESS, progress -> progress.has(CAUGHT_UP), patience);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
