package io.storeloop.recommendation.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.DatabaseProperties;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.recommendation.ApiClient;
import io.storeloop.recommendation.RunningRecommendation;
import io.storeloop.recommendation.ShopFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service's own database refuses every connection for a while; the server goes on. */
@RunningRecommendation
class DatabaseAwayIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ShopFixture SHOP = new ShopFixture(DATABASE);
  private static final JdbcClient ADMIN = admin();

  private final ApiClient api;

  DatabaseAwayIT(@LocalServerPort int port) {
    api = new ApiClient(port);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
  }

  @AfterEach
  void openAgain() {
    allowConnections(true);
  }

  @Test
  void answersGoOnWithoutTheDatabaseAndWhatWasMissedIsReadAfterwards() {
    SHOP.user("ben", "view", "shoes");
    SHOP.user("ben", "view", "socks");
    SHOP.user("anna", "view", "shoes");
    api.awaitLearnt();
    api.post(
        "/v1/merchandising-rules",
        """
        {"id": "no-gifts", "name": "No gifts", "kind": "exclude", "placement": "home", "condition": {"itemId": "socks"}}
        """);
    api.getUntil(
        "/v1/recommendations?userId=anna&placement=home",
        found -> !found.get("items").toString().contains("\"socks\",\"score\""));

    allowConnections(false);
    api.getUntil("/v1/recommendations/progress", progress -> !progress.get("caughtUp").asBoolean());
    ApiClient.Answer answer = api.get("/v1/recommendations?userId=anna");
    ApiClient.Answer ruled = api.get("/v1/recommendations?userId=anna&placement=home");
    ApiClient.Answer rules = api.get("/v1/merchandising-rules");
    ApiClient.Answer readiness = api.get("/actuator/health/readiness");
    ApiClient.Answer training = api.post("/v1/models", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("items").get(0).get("itemId").asString()).isEqualTo("socks");
    assertThat(ruled.status()).isEqualTo(200);
    assertThat(ruled.body().get("items").toString()).doesNotContain("\"socks\",\"score\"");
    assertThat(rules.status()).isEqualTo(503);
    assertThat(readiness.status()).isEqualTo(200);
    assertThat(training.status()).isEqualTo(503);
    assertThat(training.body().get("code").asString()).isEqualTo("database_unavailable");
    assertThat(training.raw().headers().firstValue("Retry-After")).isPresent();

    allowConnections(true);
    SHOP.user("anna", "purchase", "socks");

    api.getUntil(
        "/v1/recommendations?userId=anna",
        recovered -> !recovered.get("items").toString().contains("\"socks\",\"score\""));
    api.getUntil("/v1/recommendations/progress", progress -> progress.get("caughtUp").asBoolean());
  }

  @Test
  void connectionsThatDieUnderACallAreNeverOurFault() {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      endConnections();
      statuses.add(api.post("/v1/models", "").status());
      endConnections();
      statuses.add(api.get("/v1/merchandising-rules").status());
    }

    assertThat(statuses).containsAnyOf(200, 202, 503).isSubsetOf(200, 202, 503);
  }

  private static void allowConnections(boolean allowed) {
    ADMIN.sql("alter database " + name() + " allow_connections " + allowed).update();
    if (!allowed) {
      endConnections();
    }
  }

  /** Also of connections that were in use a moment ago, which the pool hands out unchecked. */
  private static void endConnections() {
    ADMIN
        .sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
        .param("name", name())
        .query()
        .listOfRows();
  }

  private static String name() {
    String url = DATABASE.properties().url();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static JdbcClient admin() {
    DatabaseProperties properties = DATABASE.properties();
    return JdbcClient.create(
        new DriverManagerDataSource(
            properties.url().replaceAll("[^/]+$", "postgres"),
            properties.username(),
            properties.password()));
  }
}
