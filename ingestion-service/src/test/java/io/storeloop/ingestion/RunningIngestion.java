package io.storeloop.ingestion;

import io.storeloop.common.schema.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ingestion-service on a port and a database of its own, and an HTTP client to talk to it. */
public final class RunningIngestion implements AutoCloseable {
  private final TestDatabase database;
  private final ConfigurableApplicationContext context;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper json = new JsonMapper();
  private final String base;

  private RunningIngestion(TestDatabase database, ConfigurableApplicationContext context) {
    this.database = database;
    this.context = context;
    this.base =
        "http://localhost:" + ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  /** On a fresh database. */
  public static RunningIngestion start(String... settings) {
    return start(TestDatabase.create(), settings);
  }

  /** On a database that is there already; settings are {@code key=value}. */
  public static RunningIngestion start(TestDatabase database, String... settings) {
    Map<String, String> all = new LinkedHashMap<>(database.settings());
    all.put("server.port", "0");
    all.put("storeloop.ingestion.imports.directory", newDirectory());
    for (String setting : settings) {
      String[] pair = setting.split("=", 2);
      all.put(pair[0], pair[1]);
    }
    String[] arguments =
        all.entrySet().stream()
            .map(pair -> "--" + pair.getKey() + "=" + pair.getValue())
            .toArray(String[]::new);
    return new RunningIngestion(
        database,
        new SpringApplicationBuilder(IngestionApplication.class)
            .properties(Map.of("spring.config.name", "storeloop,ingestion-service"))
            .run(arguments));
  }

  private static String newDirectory() {
    try {
      return Files.createTempDirectory("storeloop-imports").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestDatabase database() {
    return database;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Posts JSON with the write key. */
  public Answer post(String path, String body) {
    return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  public Answer post(String path, String type, byte[] body, String... headers) {
    return send(
        request(path, TestDatabase.WRITE_KEY, headers)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  /** Posts with the secret key. */
  public Answer secretPost(String path, String type, byte[] body, String... headers) {
    return send(
        request(path, TestDatabase.SECRET_KEY, headers)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  public Answer put(String path, String body) {
    return send(
        request(path, TestDatabase.SECRET_KEY)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  public Answer get(String path) {
    return send(request(path, TestDatabase.SECRET_KEY).GET());
  }

  public Answer delete(String path) {
    return send(request(path, TestDatabase.SECRET_KEY).DELETE());
  }

  /** A request under the given key; headers are names and values in turn. */
  public HttpRequest.Builder request(String path, String key, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + key);
    return headers.length == 0 ? request : request.headers(headers);
  }

  public HttpRequest.Builder requestWithoutKey(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      String body = response.body();
      return new Answer(
          response.statusCode(),
          body.isEmpty() || !body.startsWith("{") ? json.nullNode() : json.readTree(body),
          response.headers().map());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public long count(String table) {
    return database.owner().sql("select count(*) from " + table).query(Long.class).single();
  }

  @Override
  public void close() {
    context.close();
  }

  /** An HTTP answer; the body is null unless it is a JSON object. */
  public record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
    public String code() {
      return body.path("code").asString("");
    }

    /** {@code accepted repaired duplicates rejected} in one line. */
    public String verdict() {
      return "%d %d %d %d"
          .formatted(
              body.path("accepted").asLong(-1),
              body.path("repaired").asLong(-1),
              body.path("duplicates").asLong(-1),
              body.path("rejected").size());
    }

    public List<String> rejectionCodes() {
      List<String> codes = new ArrayList<>();
      body.path("rejected").forEach(rejected -> codes.add(rejected.path("code").asString("")));
      return codes;
    }
  }
}
