package io.storeloop.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.storeloop.common.schema.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small recommendation-service: recommends socks, and remembers what it was asked. */
public final class FakeRecommendationService implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;
  private volatile boolean silent;
  private volatile JsonNode asked = JsonMapper.shared().createObjectNode();

  public FakeRecommendationService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/recommendations", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it takes questions and never answers, or answers again. */
  public void falls(boolean intoSilence) {
    silent = intoSilence;
  }

  public JsonNode lastQuestion() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
      boolean known =
          ("Bearer " + TestDatabase.SECRET_KEY)
              .equals(exchange.getRequestHeaders().getFirst("Authorization"));
      if (silent && !closing.await(20, TimeUnit.SECONDS)) {
        return;
      }
      byte[] body =
          "{\"recommendationId\": \"r-1\", \"items\": [{\"itemId\": \"SOCKS\", \"position\": 1}]}"
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(known ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
