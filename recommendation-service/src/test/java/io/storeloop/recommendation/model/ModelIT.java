package io.storeloop.recommendation.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.ApiClient;
import io.storeloop.recommendation.RunningRecommendation;
import io.storeloop.recommendation.ShopFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@RunningRecommendation
class ModelIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ShopFixture SHOP = new ShopFixture(DATABASE);
  private static boolean filled;

  private final ApiClient api;

  ModelIT(@LocalServerPort int port) {
    api = new ApiClient(port);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
  }

  @BeforeEach
  void fillTheShopOnce() {
    if (!filled) {
      for (int i = 0; i < 10; i++) {
        SHOP.user("user-" + i, "view", "shoes");
        SHOP.user("user-" + i, "view", "socks");
      }
      filled = true;
    }
    api.awaitLearnt();
  }

  @Test
  void aTrainingAskedForRunsToItsEndAndAnswersFromThenOn() {
    ApiClient.Answer accepted = api.post("/v1/models", "");

    String version = accepted.body().get("version").asString();
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.raw().headers().firstValue("Location")).hasValue("/v1/models/" + version);
    JsonNode done =
        api.getUntil(
                "/v1/models/" + version, model -> model.get("state").asString().equals("ready"))
            .body();
    assertThat(done.get("active").asBoolean()).isTrue();
    assertThat(done.get("cause").asString()).isEqualTo("requested");
    assertThat(done.get("seconds").asDouble()).isPositive();
    assertThat(done.at("/counts/items").asInt()).isEqualTo(2);
    assertThat(done.at("/settings/discovery").asDouble()).isEqualTo(0.15);
    JsonNode answer = api.get("/v1/recommendations?userId=user-1").body();
    assertThat(answer.get("modelVersion").asString()).isEqualTo(version);
  }

  @Test
  void trainingsAreOnRecordLatestFirstAndOneIsActive() {
    String version = api.post("/v1/models", "").body().get("version").asString();
    api.getUntil("/v1/models/" + version, model -> model.get("active").asBoolean());

    JsonNode list =
        api.getUntil(
                "/v1/models?limit=1",
                page ->
                    page.get("models").get(0).get("version").asString().equals(version)
                        && page.get("models").get(0).get("active").asBoolean())
            .body();
    JsonNode next = api.get("/v1/models?cursor=" + list.get("nextCursor").asString()).body();

    assertThat(next.get("models").size()).isPositive();
    assertThat(next.get("models"))
        .allSatisfy(model -> assertThat(model.get("active").asBoolean()).isFalse());
    assertThat(api.get("/v1/models?limit=0").body().get("code").asString())
        .isEqualTo("invalid_limit");
  }

  @Test
  void answersGoOnWhileModelsAreSwapped() throws Exception {
    AtomicBoolean swapping = new AtomicBoolean(true);
    Set<String> versions = ConcurrentHashMap.newKeySet();
    List<Future<Integer>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int caller = 0; caller < 4; caller++) {
        callers.add(threads.submit(() -> askWhile(swapping, versions)));
      }

      for (int swap = 0; swap < 5; swap++) {
        String version = api.post("/v1/models", "").body().get("version").asString();
        SHOP.user("newcomer-" + swap, "view", "item-" + swap);
        api.getUntil(
            "/v1/recommendations?userId=user-1",
            answer -> answer.get("modelVersion").asString().compareTo(version) >= 0);
      }
      swapping.set(false);

      assertThat(answered(callers)).isPositive();
      assertThat(versions).hasSizeGreaterThan(1);
    }
  }

  private int askWhile(AtomicBoolean swapping, Set<String> versions) {
    int count = 0;
    while (swapping.get()) {
      ApiClient.Answer answer = api.get("/v1/recommendations?userId=user-1&numResults=2");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().get("items").get(0).get("source").asString()).isEqualTo("personal");
      versions.add(answer.body().get("modelVersion").asString());
      count++;
    }
    return count;
  }

  private static int answered(List<Future<Integer>> callers)
      throws InterruptedException, ExecutionException {
    int sum = 0;
    for (Future<Integer> caller : callers) {
      sum += caller.get();
    }
    return sum;
  }
}
