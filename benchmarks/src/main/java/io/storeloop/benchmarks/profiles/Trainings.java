package io.storeloop.benchmarks.profiles;

import io.storeloop.benchmarks.load.Calls;
import io.storeloop.benchmarks.load.JavaProcess;
import io.storeloop.benchmarks.load.Load;
import io.storeloop.benchmarks.load.Measured;
import io.storeloop.benchmarks.load.Report;
import java.io.IOException;
import java.util.regex.Pattern;

/** How soon profiles are read while the same service learns. */
final class Trainings {
  /** What a training takes longer is waited for without asking: its loops would all be alike. */
  private static final int MOST_LOOPS = 20;

  private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"(\\w+)\"");
  private static final String RUNNING = "running";

  private final Options options;
  private final JavaProcess service;
  private final Calls calls;
  private final Report report;

  Trainings(Options options, JavaProcess service, Report report) {
    this.options = options;
    this.service = service;
    this.calls = new Calls(service, ProfileBenchmark.SECRET);
    this.report = report;
  }

  /** Before, beside and after each training in turn; what is asked is what {@code gets} asks. */
  void beside(int profiles, Load.Opening gets) throws IOException, InterruptedException {
    for (String training : options.trainings()) {
      report.table(
          "%,d shoppers: GET /v1/profiles/{id}, %,.0f/s, beside a training: %s"
              .formatted(profiles, options.rate(), training),
          "of what",
          "calls/s answered",
          "latency",
          "p90, ms",
          "failed",
          "resident, MB");
      row("before", gets);
      String job = start(training);
      String state = state(job);
      for (int loop = 1; loop <= MOST_LOOPS && state.equals(RUNNING); loop++) {
        row("loop " + loop, gets);
        state = state(job);
      }
      calls.await(
          "the training", job, answer -> !answer.found(STATE).equals(RUNNING), options.patience());
      row("after it, when it is " + state(job), gets);
    }
  }

  /** Where the job tells how it goes. */
  private String start(String training) throws IOException {
    Calls.Answer begun =
        training.equals("clustering")
            ? calls.post("/v1/clusterings", "{}")
            : calls.post("/v1/predictors/" + training + "/trainings", "{\"horizonDays\": 30}");
    return begun.expecting(202).path();
  }

  private String state(String job) throws IOException {
    return calls.get(job).found(STATE);
  }

  private void row(String what, Load.Opening gets) throws IOException {
    Measured measured = Load.open(options.connections(), 1, options.time(), gets, options.rate());
    report.row(
        what,
        measured.perSecond(),
        measured.accepted(),
        measured.accepted().millis(0.9),
        measured.failed() + measured.refused(),
        service.residentBytes() / (double) (1 << 20));
  }
}
