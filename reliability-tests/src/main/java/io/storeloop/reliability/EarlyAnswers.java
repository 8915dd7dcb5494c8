package io.storeloop.reliability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.storeloop.e2e.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands before the service and answers 200 before it has been asked: the mistake of acknowledging
 * before the commit, made outside of it. Thread-safe.
 */
final class EarlyAnswers implements AutoCloseable {
  private static final int THREADS = 8;

  /** Calls answered and not yet passed on: what a service has on its threads. */
  private static final int MOST_WAITING = 16;

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(1);

  private final Door service;
  private final HttpServer server;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicInteger unsettled = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private volatile boolean open = true;

  private EarlyAnswers(Door service, HttpServer server) {
    this.service = service;
    this.server = server;
  }

  static EarlyAnswers before(Door service) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      EarlyAnswers answers = new EarlyAnswers(service, server);
      server.createContext("/", answers::answer);
      server.setExecutor(answers.threads);
      server.start();
      answers.threads.execute(answers::passOn);
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!service.isOpen()) {
      exchange.close(); // a dead service answers nobody
      return;
    }
    unsettled.incrementAndGet();
    try {
      waiting.put(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
      return;
    }
    byte[] verdict =
        "{\"accepted\":%d,\"repaired\":0,\"duplicates\":0,\"rejected\":[]}"
            .formatted(JsonMapper.shared().readTree(body).size())
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, verdict.length);
    try (var out = exchange.getResponseBody()) {
      out.write(verdict);
    }
  }

  /** What fails on the way is gone, as it is with the thread that had it. */
  private void passOn() {
    try {
      while (open) {
        String body = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (body != null) {
          service.post(body);
          unsettled.decrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The service has been killed, and everything that it had answered too early with it. */
  void forget() {
    while (waiting.poll() != null) {
      unsettled.decrementAndGet();
    }
  }

  /** Waits until everything that was answered has been passed on or forgotten. */
  void settle() {
    Eventually.within(SETTLED_WITHIN, "early answers are settled", () -> unsettled.get() == 0);
  }

  @Override
  public void close() {
    open = false;
    server.stop(0);
    threads.shutdownNow();
  }
}
