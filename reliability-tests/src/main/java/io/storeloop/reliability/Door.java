package io.storeloop.reliability;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/events}, as a client over the network calls it. Thread-safe. */
final class Door {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String key;

  Door(int port, String key) {
    this.address = URI.create("http://127.0.0.1:" + port + "/v1/events");
    this.key = key;
  }

  /** Whether somebody listens there. */
  boolean isOpen() {
    try (Socket probe = new Socket(address.getHost(), address.getPort())) {
      return probe.isConnected();
    } catch (IOException nobody) {
      return false;
    }
  }

  Answer post(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER_WITHIN)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return answer(http.send(request, BodyHandlers.ofString()));
    } catch (IOException unanswered) {
      return new Answer.InDoubt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.InDoubt();
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    return switch (response.statusCode()) {
      case 200 -> acknowledged(JSON.readTree(response.body()));
      case 503 -> new Answer.InDoubt();
      default -> new Answer.Unexpected(response.statusCode(), response.body());
    };
  }

  private static Answer acknowledged(JsonNode verdict) {
    return new Answer.Acknowledged(
        verdict.path("accepted").asInt() + verdict.path("repaired").asInt(),
        verdict.path("duplicates").asInt(),
        verdict.path("rejected").size());
  }
}
