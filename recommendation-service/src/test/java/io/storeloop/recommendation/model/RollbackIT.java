package io.storeloop.recommendation.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.ApiClient;
import io.storeloop.recommendation.RunningRecommendation;
import io.storeloop.recommendation.ShopFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

/** Models are activated and gone back from while shoppers ask. */
@RunningRecommendation
class RollbackIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ShopFixture SHOP = new ShopFixture(DATABASE);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static boolean filled;

  private final ApiClient api;
  private final AtomicBoolean asking = new AtomicBoolean(true);
  private final Set<String> versions = ConcurrentHashMap.newKeySet();

  RollbackIT(@LocalServerPort int port) {
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
  void goingBackAndForthUnderLoadCostsNoAnswer() throws Exception {
    String older = train();
    String newer = train();
    List<Future<Integer>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int caller = 0; caller < 4; caller++) {
        callers.add(threads.submit(this::failures));
      }

      try {
        for (int swap = 0; swap < 10; swap++) {
          String wanted = swap % 2 == 0 ? older : newer;
          ApiClient.Answer answer = api.post("/v1/models/" + wanted + "/activate", "");
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.body().get("active").asBoolean()).isTrue();
          assertThat(version()).isEqualTo(wanted);
          awaitVersion(wanted);
        }
      } finally {
        asking.set(false); // or the callers would be waited for without end
      }
    }

    for (Future<Integer> caller : callers) {
      assertThat(caller.get()).isZero();
    }
    assertThat(versions).contains(older, newer);
  }

  /** Until a caller has met the model, too. */
  private void awaitVersion(String wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!versions.contains(wanted)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void afterGoingBackTrainingRestsUntilItIsAskedFor() {
    String older = train();
    train();

    JsonNode back = api.post("/v1/models/" + older + "/activate", "").body();
    SHOP.user("late", "view", "shoes");
    api.getUntil(
        "/v1/recommendations/progress", progress -> progress.get("caughtUp").asBoolean(), PATIENCE);
    long trainings = trainings();
    api.getUntil(
        "/v1/recommendations?userId=late", answer -> answer.get("fallback").isNull(), PATIENCE);

    assertThat(back.get("pinned").asBoolean()).isTrue();
    assertThat(version()).isEqualTo(older);
    assertThat(trainings()).isEqualTo(trainings);
    String asked = train();
    assertThat(version()).isEqualTo(asked);
    assertThat(api.get("/v1/models/" + asked).body().get("pinned").asBoolean()).isFalse();
  }

  @Test
  void theEvaluationSaysThatTooLittleHappened() {
    String version = train();

    JsonNode model = api.get("/v1/models/" + version).body();
    JsonNode evaluation = api.get("/v1/models/" + version + "/evaluation").body();

    assertThat(model.get("verdict").asString()).isEqualTo("not_evaluated");
    assertThat(model.get("checksum").asString()).hasSize(64);
    assertThat(model.get("snapshotBytes").asLong()).isPositive();
    assertThat(evaluation.get("verdict").asString()).isEqualTo("not_evaluated");
    assertThat(evaluation.get("reason").asString()).contains("100 are needed to judge");
    assertThat(evaluation.get("metrics").isEmpty()).isTrue();
  }

  @Test
  void whatCannotBeActivatedSaysWhy() {
    String newest = train();
    DATABASE
        .owner()
        .sql(
            """
            insert into model (version, state, cause, created_at, trained_through_tx, trained_through_id, users, items,
                               interactions, pairs, neighbours, settings)
            select '0-' || s, s, 'requested', now(), '0', 0, 0, 0, 0, 0, 0,
                   (select settings from model where version = ?)
            from unnest(array['training', 'rejected', 'failed', 'ready']) s
            """)
        .param(newest)
        .update();

    assertThat(codeOf("0-training")).isEqualTo("model_not_ready");
    assertThat(codeOf("0-failed")).isEqualTo("model_not_ready");
    assertThat(codeOf("0-rejected")).isEqualTo("model_rejected");
    assertThat(codeOf("0-ready")).isEqualTo("snapshot_gone");
    assertThat(codeOf("no-such-model")).isEqualTo("unknown_model");
    assertThat(api.get("/v1/models/no-such-model/evaluation").status()).isEqualTo(404);
    ApiClient.Answer unjudged = api.get("/v1/models/0-failed/evaluation");
    assertThat(unjudged.status()).isEqualTo(409);
    assertThat(unjudged.body().get("code").asString()).isEqualTo("model_not_judged");
  }

  /** Table columns of type jsonb write such a number out with forty digits and more. */
  @Test
  void aNumberNearZeroInTheRecordIsReadBack() {
    String newest = train();
    DATABASE
        .owner()
        .sql(
            """
            insert into model (version, state, cause, created_at, trained_through_tx, trained_through_id, users, items,
                               interactions, pairs, neighbours, settings)
            select '0-near-zero', 'failed', 'requested', now(), '0', 0, 0, 0, 0, 0, 0,
                   jsonb_set(settings, '{shrink}', '1.2345678901234567e-24') from model where version = ?
            """)
        .param(newest)
        .update();

    ApiClient.Answer one = api.get("/v1/models/0-near-zero");

    assertThat(one.status()).isEqualTo(200);
    assertThat(one.body().get("settings").get("shrink").asDouble())
        .isEqualTo(1.2345678901234567e-24);
    assertThat(api.get("/v1/models").status()).isEqualTo(200);
  }

  private String codeOf(String version) {
    return api.post("/v1/models/" + version + "/activate", "").body().get("code").asString();
  }

  private String train() {
    String version = api.post("/v1/models", "").body().get("version").asString();
    api.getUntil(
        "/v1/models/" + version,
        model -> model.get("state").asString().equals("ready") && model.get("active").asBoolean(),
        PATIENCE);
    return version;
  }

  private long trainings() {
    return DATABASE.owner().sql("select count(*) from model").query(Long.class).single();
  }

  private String version() {
    return api.get("/v1/recommendations?userId=user-1").body().get("modelVersion").asString();
  }

  private int failures() {
    int failures = 0;
    while (asking.get()) {
      ApiClient.Answer answer = api.get("/v1/recommendations?userId=user-1&numResults=2");
      boolean good =
          answer.status() == 200
              && answer.body().get("items").get(0).get("source").asString().equals("personal");
      failures += good ? 0 : 1;
      versions.add(answer.body().path("modelVersion").asString(""));
    }
    return failures;
  }
}
