package io.storeloop.recommendation;

import io.storeloop.common.schema.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service over HTTP as a shop would. */
public final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  /** An answer: status, body (an empty object when there is none), and headers. */
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String key;

  public ApiClient(int port) {
    this(port, TestDatabase.SECRET_KEY);
  }

  public ApiClient(int port, String key) {
    this.base = "http://127.0.0.1:" + port;
    this.key = key;
  }

  public Answer get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
  }

  public Answer post(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer put(String path, String body, String... headers) {
    return send(
        withHeaders(HttpRequest.newBuilder(URI.create(base + path)), headers)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer delete(String path, String... headers) {
    return send(withHeaders(HttpRequest.newBuilder(URI.create(base + path)), headers).DELETE());
  }

  private static HttpRequest.Builder withHeaders(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Asks again until the answer is as wanted; fails with the last answer otherwise. */
  public Answer getUntil(String path, Predicate<JsonNode> wanted) {
    return getUntil(path, wanted, PATIENCE);
  }

  public Answer getUntil(String path, Predicate<JsonNode> wanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Answer answer = get(path);
    while (!(answer.status() == 200 && wanted.test(answer.body()))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "after %s %s still answers %d %s"
                .formatted(patience, path, answer.status(), answer.body()));
      }
      Thread.onSpinWait();
      answer = get(path);
    }
    return answer;
  }

  /** Waits until everything written so far is applied and learnt. */
  public void awaitLearnt() {
    getUntil(
        "/v1/recommendations/progress",
        progress ->
            progress.get("caughtUp").asBoolean()
                && progress.get("untrainedInteractions").asLong() == 0);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(
              request
                  .header("Authorization", "Bearer " + key)
                  .timeout(Duration.ofSeconds(60))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      String body = response.body();
      return new Answer(
          response.statusCode(), JSON.readTree(body.isEmpty() ? "{}" : body), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
