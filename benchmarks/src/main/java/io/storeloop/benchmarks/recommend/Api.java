package io.storeloop.benchmarks.recommend;

import io.storeloop.benchmarks.load.Calls;
import io.storeloop.benchmarks.load.JavaProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

/** What is asked of recommendation-service beside what is measured. */
final class Api {
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern CAUGHT_UP = Pattern.compile("\"caughtUp\"\\s*:\\s*true");
  private static final String TRAINING = "training";

  private final Calls calls;
  private final Duration patience;

  Api(JavaProcess service, Duration patience) {
    this.calls = new Calls(service, RecommendBenchmark.SECRET);
    this.patience = patience;
  }

  /** Waits until the log has been read; returns the seconds it took. */
  double awaitCaughtUp() throws IOException, InterruptedException {
    return calls.await(
        "reading the log",
        "/v1/recommendations/progress",
        progress -> progress.has(CAUGHT_UP),
        patience);
  }

  /** Starts a training; returns its version. */
  String train() throws IOException {
    return calls.post("/v1/models", "").found(VERSION);
  }

  String state(String version) throws IOException {
    return calls.get("/v1/models/" + version).found(STATE);
  }

  /** Waits until a training has ended, however; returns the seconds it took. */
  double awaitTrained(String version) throws IOException, InterruptedException {
    return calls.await(
        "the training",
        "/v1/models/" + version,
        model -> !model.found(STATE).equals(TRAINING),
        patience);
  }

  boolean isTraining(String version) throws IOException {
    return state(version).equals(TRAINING);
  }
}
