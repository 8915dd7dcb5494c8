package io.storeloop.profile;

import io.storeloop.common.schema.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** profile-service on a random port over a test's database, called over HTTP. */
public final class ProfileServiceFixture implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  private ProfileServiceFixture(ConfigurableApplicationContext context) {
    this.context = context;
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    this.base = "http://localhost:" + port;
  }

  public static ProfileServiceFixture on(TestDatabase database, String... more) {
    Map<String, Object> settings = new HashMap<>(database.settings());
    settings.put("server.port", "0");
    for (String setting : more) {
      settings.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }
    String[] arguments =
        settings.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    System.setProperty("spring.config.name", "storeloop,profile-service");
    return new ProfileServiceFixture(
        new SpringApplicationBuilder(ProfileApplication.class).run(arguments));
  }

  public record Answer(int status, JsonNode body) {}

  public Answer get(String path) {
    return send("GET", path, null);
  }

  /** What comes of a body in another content type. */
  public int statusOf(String path, String contentType, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", "Bearer " + TestDatabase.SECRET_KEY)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .timeout(PATIENCE)
            .build();
    return sent(request).statusCode();
  }

  /** The body as it is, in a content type. */
  public String text(String path, String contentType) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", "Bearer " + TestDatabase.SECRET_KEY)
            .header("Accept", contentType)
            .timeout(PATIENCE)
            .build();
    return sent(request).body();
  }

  private HttpResponse<String> sent(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer post(String path, String json) {
    return send("POST", path, json);
  }

  public Answer send(String method, String path, String json) {
    return send(TestDatabase.SECRET_KEY, method, path, json);
  }

  public Answer getAs(String key, String path) {
    return send(key, "GET", path, null);
  }

  private Answer send(String key, String method, String path, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", "Bearer " + key)
            .timeout(PATIENCE);
    if (json == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(json));
    }
    HttpResponse<String> response = sent(request.build());
    String body = response.body();
    return new Answer(
        response.statusCode(), JsonMapper.shared().readTree(body.isEmpty() ? "null" : body));
  }

  /** Asks again until the answer is as wanted, at most {@link #PATIENCE}; the last answer. */
  public Answer getUntil(String path, Predicate<Answer> wanted) {
    Instant deadline = Instant.now().plus(PATIENCE);
    Answer answer = get(path);
    while (!wanted.test(answer) && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
      answer = get(path);
    }
    return answer;
  }

  /** Asks for a clustering that is accepted; as it is told once it has ended. */
  public JsonNode clustered(String request) {
    Answer accepted = post("/v1/clusterings", request);
    if (accepted.status() != 202) {
      throw new AssertionError("the clustering was not accepted: " + accepted);
    }
    String path = "/v1/clusterings/" + accepted.body().path("clusteringId").asString();
    return getUntil(path, answer -> !answer.body().path("state").asString().equals("running"))
        .body();
  }

  /** Waits until every committed event is applied. */
  public void catchUp() {
    Answer answer =
        getUntil("/v1/profiles/progress", progress -> progress.body().path("caughtUp").asBoolean());
    if (!answer.body().path("caughtUp").asBoolean()) {
      throw new AssertionError("the profiles have not caught up: " + answer);
    }
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    http.close();
    context.close();
  }
}
