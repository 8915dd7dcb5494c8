package io.storeloop.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.storeloop.common.schema.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A small profile-service: knows the profiles it has been told, and can be made to misbehave. */
public final class FakeProfileService implements AutoCloseable {
  /** What it does with a question. */
  public enum Mood {
    WELL,
    SLOW,
    DRIPPING,
    FAILING,
    GARBAGE
  }

  private static final String PATH = "/v1/profiles/lookup";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_ID = 256;
  private static final Duration TOO_SLOW = Duration.ofSeconds(20);

  private final Map<String, String> profiles = new ConcurrentHashMap<>();
  private final Map<String, String> lists = new ConcurrentHashMap<>();
  private final Map<String, Boolean> predicted = new ConcurrentHashMap<>();
  private final List<Integer> groups = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;
  private volatile Mood mood = Mood.WELL;
  private volatile String slowFor = "";

  public FakeProfileService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(PATH, this::answer);
    server.createContext("/v1/", this::answerList);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void knows(String id, String profile) {
    profiles.put(id, profile);
  }

  /**
   * What it answers at a path that is not one shopper's, such as {@code /v1/profiles?segment=vip}.
   */
  public void answersAt(String pathAndParameter, String body) {
    lists.put(pathAndParameter, body);
  }

  private void answerList(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestURI().toString();
      String body =
          lists.entrySet().stream()
              .filter(list -> asked.startsWith(list.getKey()))
              .max(Comparator.comparing(list -> list.getKey().length()))
              .map(Map.Entry::getValue)
              .orElse(null);
      send(
          exchange,
          body == null ? 404 : 200,
          body == null ? "{\"code\": \"unknown_segment\"}" : body);
    }
  }

  /** Whether the last question about a shopper wanted predictions; empty before the first. */
  public Optional<Boolean> wasPredicted(String id) {
    return Optional.ofNullable(predicted.get(id));
  }

  /** How many shoppers each question was about. */
  public List<Integer> groups() {
    return groups;
  }

  public void is(Mood next) {
    mood = next;
  }

  /** Is slow about shoppers whose id begins so, and well about the others; empty: about nobody. */
  public void isSlowFor(String prefix) {
    slowFor = prefix;
  }

  /** Waits until somebody has asked something. */
  public void awaitQuestion() throws InterruptedException {
    if (!asked.await(TOO_SLOW.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("nobody has asked anything");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.countDown();
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + TestDatabase.SECRET_KEY).equals(key)) {
        send(exchange, 401, "{}");
        return;
      }
      JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
      List<String> ids = question.path("ids").valueStream().map(JsonNode::asString).toList();
      groups.add(ids.size());
      ids.forEach(id -> predicted.put(id, question.path("predictions").asBoolean()));
      String slow = slowFor;
      boolean slowed = !slow.isEmpty() && ids.stream().anyMatch(id -> id.startsWith(slow));
      switch (slowed ? Mood.SLOW : mood) {
        case WELL -> tell(exchange, ids);
        case SLOW -> {
          await();
          send(exchange, 200, "{}");
        }
        case DRIPPING -> drip(exchange);
        case FAILING -> send(exchange, 500, "{}");
        case GARBAGE -> send(exchange, 200, "<html>busy</html>");
      }
    }
  }

  /** As the real one: who is not known has no profile, and one id that is too long spoils all. */
  private void tell(HttpExchange exchange, List<String> ids) throws IOException {
    if (ids.stream().anyMatch(id -> id.length() > LONGEST_ID)) {
      send(exchange, 400, "{}");
      return;
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode shoppers = answer.putArray("shoppers");
    for (String id : ids) {
      ObjectNode shopper = shoppers.addObject().put("id", id);
      if (profiles.containsKey(id)) {
        shopper.set("profile", JSON.readTree(profiles.get(id)));
      }
    }
    send(exchange, 200, answer.toString());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Headers at once, then never the rest of the body. */
  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
    await();
  }

  private void await() {
    try {
      closing.await(TOO_SLOW.toMillis(), TimeUnit.MILLISECONDS);
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
