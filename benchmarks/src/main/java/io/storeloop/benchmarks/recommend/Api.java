package io.storeloop.benchmarks.recommend;

import io.storeloop.benchmarks.load.JavaProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few calls beside those that are measured. */
final class Api {
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern CAUGHT_UP = Pattern.compile("\"caughtUp\"\\s*:\\s*true");
  private static final Duration POLL = Duration.ofMillis(200);

  private final JavaProcess service;
  private final Duration patience;

  Api(JavaProcess service, Duration patience) {
    this.service = service;
    this.patience = patience;
  }

  /** Waits until the log has been read; returns the seconds it took. */
  double awaitCaughtUp() throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!CAUGHT_UP.matcher(call("GET", "/v1/recommendations/progress")).find()) {
      pause(start, "reading the log");
    }
    return seconds(start);
  }

  /** Starts a training; returns its version. */
  String train() throws IOException {
    return found(VERSION, call("POST", "/v1/models"));
  }

  String state(String version) throws IOException {
    return found(STATE, call("GET", "/v1/models/" + version));
  }

  /** Waits until a training has ended, however; returns the seconds it took. */
  double awaitTrained(String version) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (isTraining(version)) {
      pause(start, "the training");
    }
    return seconds(start);
  }

  boolean isTraining(String version) throws IOException {
    return state(version).equals("training");
  }

  private void pause(long start, String what) throws InterruptedException {
    if (seconds(start) > patience.toSeconds()) {
      throw new IllegalStateException(what + " took longer than " + patience);
    }
    Thread.sleep(POLL);
  }

  private String call(String method, String path) throws IOException {
    HttpURLConnection call =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + service.port() + path).toURL().openConnection();
    call.setRequestMethod(method);
    call.setRequestProperty("Authorization", "Bearer " + RecommendBenchmark.SECRET);
    try (InputStream answer = call.getInputStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
