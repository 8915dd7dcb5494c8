package io.storeloop.benchmarks.profiles;

import io.storeloop.benchmarks.load.BenchmarkPostgres;
import io.storeloop.benchmarks.load.HttpCaller;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Latencies;
import io.storeloop.benchmarks.load.Load;
import io.storeloop.benchmarks.load.Measured;
import io.storeloop.benchmarks.load.Report;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is measured at one size, one after another. */
final class Measurements {
  private static final Pattern LAG = Pattern.compile("\"lagMillis\"\\s*:\\s*(\\d+)");
  private static final Pattern APPLIED = Pattern.compile("\"appliedEvents\"\\s*:\\s*(\\d+)");
  private static final Pattern CAUGHT_UP = Pattern.compile("\"caughtUp\"\\s*:\\s*true");
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

  /** For how long the profile has waited, of those that segments have not looked at since. */
  private static final String WAITING_MILLIS =
      """
      select coalesce(max(extract(epoch from clock_timestamp() - due_at) * 1000), 0)::bigint
      from segment_due where cause = 'event' and due_at <= clock_timestamp()
      """;

  private static final Duration WARM_UP_LOOP = Duration.ofSeconds(5);
  private static final int MOST_WARM_UP_LOOPS = 18;

  /** Calls after which the service has compiled what it needs. */
  private static final long WARM_AFTER = 60_000;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MOST_SAMPLES = 100_000;

  private final Options options;
  private final BenchmarkPostgres postgres;
  private final Report report;
  private final AtomicLong live = new AtomicLong();

  Measurements(Options options, BenchmarkPostgres postgres, Report report) {
    this.options = options;
    this.postgres = postgres;
    this.report = report;
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
    segments(service);
    // what starting costs is not what an event costs
    long applied = number(APPLIED, service);
    double ours = service.cpuSeconds();
    double theirs = postgres.cpuSeconds();
    long start = System.nanoTime();
    awaitCaughtUp(service);
    double seconds = seconds(start);
    long read = number(APPLIED, service) - applied;
    report.row(
        postgres.number("select count(*) from profile"),
        seconds,
        read / seconds,
        (service.cpuSeconds() - ours) / read * 1e6,
        (postgres.cpuSeconds() - theirs) / read * 1e6,
        service.residentBytes() / (double) (1 << 20));
    postgres.execute("vacuum (analyze) profile");
    answers(service, profiles);
    previews(service, profiles);
    lag(service, profiles);
  }

  /** Which shoppers may enter and leave; those that are there already are left as they are. */
  private void segments(JavaProcess service) throws IOException {
    for (int i = 1; i <= options.segments(); i++) {
      String segment =
          """
          {"id": "s%1$d", "name": "s%1$d", "condition": {"features.orders": {"$gte": %1$d}, "features.recencyDays": {"$lt": %2$d}}}
          """
              .formatted(i, 10 * i);
      int status = post(service, "/v1/segments", segment).getResponseCode();
      if (status != 201 && status != 409) {
        throw new IllegalStateException("a segment was answered with " + status);
      }
    }
  }

  private static HttpURLConnection post(JavaProcess service, String path, String body)
      throws IOException {
    HttpURLConnection call = call(service, path);
    call.setDoOutput(true);
    call.setRequestProperty("Content-Type", "application/json");
    call.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    return call;
  }

  /** How long a marketer waits for the size of a segment: one question after another. */
  private void previews(JavaProcess service, int profiles) throws IOException {
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
      String answer = preview(service, body + "}");
      long[] times = new long[PREVIEWS_EACH];
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        preview(service, body + "}");
        times[i] = System.nanoTime() - start;
      }
      long start = System.nanoTime();
      String exact = preview(service, body + ", \"exact\": true}", TOO_LONG);
      report.row(
          condition,
          Latencies.of(List.of(times)),
          number(SIZE, answer),
          number(LOWER, answer),
          number(UPPER, answer),
          number(LOOKED, answer),
          exact.isEmpty() ? "not told" : number(SIZE, exact),
          seconds(start));
    }
  }

  private static String preview(JavaProcess service, String body) throws IOException {
    return preview(service, body, 0);
  }

  /** Empty if it was answered with {@code tolerated}. */
  private static String preview(JavaProcess service, String body, int tolerated)
      throws IOException {
    HttpURLConnection call = post(service, "/v1/segments/preview", body);
    if (call.getResponseCode() == tolerated) {
      return "";
    }
    if (call.getResponseCode() != 200) {
      throw new IllegalStateException("a preview was answered with " + call.getResponseCode());
    }
    try (InputStream answer = call.getInputStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void answers(JavaProcess service, int profiles) throws Exception {
    AtomicLong question = new AtomicLong(profiles);
    Load.Opening gets =
        () ->
            HttpCaller.gets(
                service.port(),
                ProfileBenchmark.SECRET,
                () -> Shoppers.path(question.addAndGet(0x9E3779B97F4A7C15L) >>> 16, profiles));
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

  /** How long the oldest event not applied has waited, asked again and again while events come. */
  private void lag(JavaProcess service, int profiles) throws Exception {
    report.table(
        "%,d shoppers: lag while events come".formatted(profiles),
        "events/s wanted",
        "written",
        "lag",
        "segments behind the profiles",
        "µs of processor an event: service",
        "s until caught up");
    long[] lags = new long[MOST_SAMPLES];
    long[] waits = new long[MOST_SAMPLES];
    int samples = 0;
    long start = System.nanoTime();
    double ours = service.cpuSeconds();
    long written;
    try (LiveEvents events = LiveEvents.start(postgres, options.liveRate(), profiles, live.get())) {
      while (seconds(start) < options.time().toSeconds() && samples < MOST_SAMPLES) {
        waits[samples] = postgres.number(WAITING_MILLIS) * 1_000_000;
        lags[samples++] = number(LAG, service) * 1_000_000;
        Thread.sleep(POLL);
      }
      written = events.written();
    }
    live.addAndGet(written + options.liveRate());
    double wrote = seconds(start);
    long end = System.nanoTime();
    awaitCaughtUp(service);
    report.row(
        (long) options.liveRate(),
        written / wrote,
        Latencies.of(List.of(Arrays.copyOf(lags, samples))),
        Latencies.of(List.of(Arrays.copyOf(waits, samples))),
        (service.cpuSeconds() - ours) / written * 1e6,
        seconds(end));
  }

  private void awaitCaughtUp(JavaProcess service) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!CAUGHT_UP.matcher(progress(service)).find()) {
      if (seconds(start) > options.patience().toSeconds()) {
        throw new IllegalStateException("reading the log took longer than " + options.patience());
      }
      Thread.sleep(POLL);
    }
  }

  /** A number of the progress; 0 while there is none. */
  private static long number(Pattern name, JavaProcess service) throws IOException {
    return number(name, progress(service));
  }

  private static long number(Pattern name, String answer) {
    Matcher matcher = name.matcher(answer);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private static String progress(JavaProcess service) throws IOException {
    HttpURLConnection call = call(service, "/v1/profiles/progress");
    if (call.getResponseCode() != 200) {
      return "";
    }
    try (InputStream answer = call.getInputStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpURLConnection call(JavaProcess service, String path) throws IOException {
    HttpURLConnection call =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + service.port() + path).toURL().openConnection();
    call.setRequestProperty("Authorization", "Bearer " + ProfileBenchmark.SECRET);
    return call;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
