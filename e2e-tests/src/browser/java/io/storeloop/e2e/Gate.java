package io.storeloop.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Stands between a shop's pages and the service, notes what pages post, and can behave as a server
 * in trouble does. The script itself always passes.
 */
final class Gate implements AutoCloseable {
  private static final Set<String> OWN_TO_A_CONNECTION =
      Set.of("connection", "transfer-encoding", "content-length", "keep-alive", "date");
  private static final int HANG_SECONDS_AT_MOST = 60;

  /** What happens to what pages post. */
  enum Mood {
    OPEN,
    DOWN,
    BUSY,
    HANGING
  }

  /** One posted body, and when it came. */
  record Call(long nanos, String contentType, List<String> messageIds, int status) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI service;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Mood mood = Mood.OPEN;

  Gate(URI service) {
    this.service = service;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void mood(Mood mood) {
    this.mood = mood;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean posts = exchange.getRequestMethod().equals("POST");
      switch (posts ? mood : Mood.OPEN) {
        case OPEN -> forward(exchange, body, posts);
        case DOWN -> note(exchange, body, 0);
        case BUSY -> refuse(exchange, body);
        case HANGING -> {
          note(exchange, body, 0);
          closed.await(HANG_SECONDS_AT_MOST, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forward(HttpExchange exchange, byte[] body, boolean posts)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (String name : List.of("Content-Type", "Origin", "Accept-Encoding", "If-None-Match")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    if (posts) {
      note(exchange, body, answer.statusCode());
    }
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!OWN_TO_A_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    byte[] content = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  private void refuse(HttpExchange exchange, byte[] body) throws IOException {
    note(exchange, body, 503);
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "Retry-After");
    exchange.getResponseHeaders().set("Retry-After", "3");
    exchange.sendResponseHeaders(503, -1);
  }

  private void note(HttpExchange exchange, byte[] body, int status) {
    List<String> ids = new ArrayList<>();
    for (JsonNode event : Api.JSON.readTree(new String(body, StandardCharsets.UTF_8))) {
      ids.add(event.path("messageId").asString());
    }
    calls.add(
        new Call(
            System.nanoTime(), exchange.getRequestHeaders().getFirst("Content-Type"), ids, status));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
