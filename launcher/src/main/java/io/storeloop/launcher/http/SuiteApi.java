package io.storeloop.launcher.http;

import io.storeloop.launcher.console.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the suite with a secret key. A call that the suite is too busy for (429, 503), or that
 * finds nobody there, is repeated for a while; what is sent is harmless to repeat. Thread-safe.
 */
public final class SuiteApi {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final int TRIES = 30;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final URI base;
  private final String key;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  public SuiteApi(int port, String key) {
    this.base = URI.create("http://localhost:" + port);
    this.key = key;
  }

  /** The address that people use. */
  public URI base() {
    return base;
  }

  public JsonNode get(String path) {
    return successful("GET " + path, repeated(request(path).GET().timeout(ANSWER_LIMIT).build()));
  }

  /** The answer whatever its status, also 404. */
  public Answer ask(String path) {
    return repeated(request(path).GET().timeout(ANSWER_LIMIT).build());
  }

  /**
   * The same without trying again.
   *
   * @throws IOException if nobody answers
   */
  public Answer tryGet(String path) throws IOException {
    return once(request(path).GET().timeout(ANSWER_LIMIT).build());
  }

  /** The answer to a body whatever its status. */
  public Answer offer(String path, JsonNode body) {
    return repeated(
        withBody("POST", path, "application/json", JsonMapper.shared().writeValueAsString(body)));
  }

  public JsonNode post(String path, JsonNode body) {
    return send("POST", path, "application/json", JsonMapper.shared().writeValueAsString(body));
  }

  /** Sends lines of JSON. */
  public JsonNode postLines(String path, String lines) {
    return send("POST", path, "application/x-ndjson", lines);
  }

  private JsonNode send(String method, String path, String contentType, String body) {
    return successful(method + " " + path, repeated(withBody(method, path, contentType, body)));
  }

  private HttpRequest withBody(String method, String path, String contentType, String body) {
    return request(path)
        .header("Content-Type", contentType)
        .timeout(ANSWER_LIMIT)
        .method(method, BodyPublishers.ofString(body))
        .build();
  }

  /**
   * Sends a large body once, without a bound on the time it takes.
   *
   * @throws IOException if the connection breaks before there is an answer
   */
  public Answer upload(String path, String contentType, BodyPublisher body) throws IOException {
    return once(request(path).header("Content-Type", contentType).POST(body).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + key);
  }

  private static JsonNode successful(String call, Answer answer) {
    if (!answer.succeeded()) {
      throw new Refusal(
          "%s was answered %d %s: %s"
              .formatted(call, answer.status(), answer.code(), answer.detail()));
    }
    return answer.body();
  }

  private Answer repeated(HttpRequest request) {
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      try {
        Answer answer = once(request);
        if (tries == TRIES || (answer.status() != 429 && answer.status() != 503)) {
          return answer;
        }
      } catch (IOException e) {
        if (tries == TRIES) {
          throw new Refusal("The suite at %s does not answer: %s".formatted(base, e), e);
        }
      }
      Pause.of(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private Answer once(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return Answer.of(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
  }
}
