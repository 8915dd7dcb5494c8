package io.storeloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** One service as its callers see it: an address, a key, JSON in and out. */
final class Api {
  static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final String key;

  Api(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  JsonNode get(String path) {
    return ok(send("GET", path, BodyPublishers.noBody(), "application/json"));
  }

  JsonNode post(String path, Object body) {
    return ok(
        send(
            "POST",
            path,
            BodyPublishers.ofString(JSON.writeValueAsString(body)),
            "application/json"));
  }

  JsonNode postLines(String path, String lines) {
    return ok(send("POST", path, BodyPublishers.ofString(lines), "application/x-ndjson"));
  }

  /** The answer as it is, whatever its status. */
  HttpResponse<String> send(String method, String path, BodyPublisher body, String contentType) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(ANSWER_WITHIN)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", contentType)
            .method(method, body)
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode ok(HttpResponse<String> response) {
    assertThat(response.statusCode())
        .as("%s answered %s", response.request().uri(), response.body())
        .isBetween(200, 299);
    return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
  }
}
