package io.storeloop.recommendation.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.recommendation.ApiClient;
import io.storeloop.recommendation.RunningRecommendation;
import io.storeloop.recommendation.ShopFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** PostgreSQL is stopped while shoppers ask; the shop notices nothing. */
@RunningRecommendation
class DegradationIT {
  private static final StoppablePostgres SERVER = StoppablePostgres.start();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CALLERS = 4;
  private static final int ANSWERS_WITHOUT_IT = 200;

  private final ApiClient api;
  private final AtomicBoolean asking = new AtomicBoolean(true);
  private final AtomicLong answered = new AtomicLong();

  DegradationIT(@LocalServerPort int port) {
    api = new ApiClient(port);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    SERVER.register(registry);
    registry.add("storeloop.database.connection-wait", () -> "1s");
  }

  @AfterAll
  static void stop() throws IOException {
    SERVER.stop();
  }

  @Test
  void answersGoOnWhileTheDatabaseIsStoppedUnderLoadAndCatchUpWhenItIsBack() throws Exception {
    ShopFixture shop = new ShopFixture(SERVER.owner());
    for (String user : List.of("anna", "ben", "carl")) {
      shop.user(user, "view", "shoes");
      shop.user(user, "view", "socks");
    }
    shop.user("dora", "view", "shoes");
    api.awaitLearnt();
    List<Future<List<String>>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.add(threads.submit(this::ask));
      }
      try {
        stopAndComeBack(shop);
      } finally {
        asking.set(false); // or the callers would be waited for without end
      }
    }

    assertThat(failures(callers)).isEmpty();
  }

  private void stopAndComeBack(ShopFixture shop) throws IOException {
    SERVER.stop();
    api.getUntil(
        "/v1/recommendations/progress",
        progress -> !progress.get("caughtUp").asBoolean(),
        PATIENCE);
    String early = asOf();
    awaitAnswers(answered.get() + ANSWERS_WITHOUT_IT);
    String late = asOf();

    SERVER.startAgain();
    shop.user("dora", "purchase", "socks");
    api.getUntil(
        "/v1/recommendations?userId=dora", answer -> !itemIds(answer).contains("socks"), PATIENCE);
    api.getUntil(
        "/v1/recommendations/progress", progress -> progress.get("caughtUp").asBoolean(), PATIENCE);

    assertThat(late).isEqualTo(early);
    assertThat(asOf()).isGreaterThan(early);
  }

  private static List<String> itemIds(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("items").forEach(item -> ids.add(item.get("itemId").asString()));
    return ids;
  }

  private String asOf() {
    return api.get("/v1/recommendations?userId=dora").body().get("asOf").asString();
  }

  /** Asks again and again; what went wrong, at most a few. */
  private List<String> ask() {
    List<String> failures = new ArrayList<>();
    while (asking.get() && failures.size() < 5) {
      ApiClient.Answer answer = api.get("/v1/recommendations?userId=anna&numResults=2");
      JsonNode items = answer.body().path("items");
      if (answer.status() != 200 || items.isEmpty()) {
        failures.add(answer.status() + " " + answer.body());
      }
      answered.incrementAndGet();
    }
    return failures;
  }

  private void awaitAnswers(long count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (answered.get() < count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static List<String> failures(List<Future<List<String>>> callers)
      throws InterruptedException, ExecutionException {
    List<String> all = new ArrayList<>();
    for (Future<List<String>> caller : callers) {
      all.addAll(caller.get());
    }
    return all;
  }
}
