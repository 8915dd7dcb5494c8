package io.storeloop.recommendation.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.ApiClient;
import io.storeloop.recommendation.RunningRecommendation;
import io.storeloop.recommendation.ShopFixture;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@RunningRecommendation
class ErasureIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final ShopFixture shop = new ShopFixture(DATABASE);
  private final ApiClient api;

  ErasureIT(@LocalServerPort int port) {
    api = new ApiClient(port);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
    registry.add("storeloop.erasure.poll-interval", () -> "50ms");
  }

  @Test
  void anErasedShopperIsForgottenAndTheModelLearntAgain() {
    for (String user : List.of("anna", "ben", "carl")) {
      shop.user(user, "view", "shoes");
      shop.user(user, "view", "socks");
    }
    shop.user("dora", "view", "shoes");
    shop.user("canary-eva", "view", "shoes");
    shop.user("canary-eva", "view", "secret-gift");
    api.awaitLearnt();
    String before = version();
    boolean personalBefore =
        api.get("/v1/recommendations?userId=canary-eva").body().path("fallback").isNull();

    UUID onRecord =
        UUID.fromString(
            api.get("/v1/recommendations?userId=canary-eva")
                .body()
                .path("recommendationId")
                .asString());
    api.getUntil("/v1/recommendations/" + onRecord, found -> true, Duration.ofSeconds(60));
    erase("canary-eva");

    awaitReceipt();
    assertThat(personalBefore).isTrue();
    assertThat(
            DATABASE
                .owner()
                .sql("select count(*) from recommendation where user_id = 'canary-eva' and id <= ?")
                .param(onRecord)
                .query(Long.class)
                .single())
        .isZero();
    assertThat(api.get("/v1/recommendations?userId=canary-eva").body().path("fallback").asString())
        .isEqualTo("popular");
    assertThat(api.get("/v1/recommendations?userId=dora").body().path("fallback").isNull())
        .isTrue();
    api.getUntil(
        "/v1/recommendations/popular?numResults=100",
        answer ->
            !answer.path("modelVersion").asString("").equals(before)
                && !answer.toString().contains("secret-gift"));
    assertThat(
            DATABASE
                .owner()
                .sql("select count(*) from model where cause = 'erasure'")
                .query(Long.class)
                .single())
        .isPositive();
  }

  private String version() {
    return api.get("/v1/recommendations/popular").body().path("modelVersion").asString("");
  }

  /** As ingestion does it: the log first, then the owners are told. */
  private static void erase(String userId) {
    DATABASE.owner().sql("delete from event where user_id = ?").param(userId).update();
    DATABASE
        .owner()
        .sql(
            """
            insert into erasure (id, user_hash, key_check, user_id, state, requested_at, round_began_at)
            values (gen_random_uuid(), 'hash', 'check', ?, 'running', now(), now())
            """)
        .param(userId)
        .update();
  }

  private static void awaitReceipt() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      List<String> counts =
          DATABASE
              .owner()
              .sql("select counts::text from recommendation_erasure_receipt")
              .query(String.class)
              .list();
      if (!counts.isEmpty()) {
        assertThat(counts)
            .singleElement()
            .asString()
            .contains("\"sessions\": 0")
            .contains("\"histories\": 1")
            .contains("\"snapshots\":")
            .contains("\"recommendations\":");
        return;
      }
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
