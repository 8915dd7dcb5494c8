package io.storeloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A shopper of whom every id and every word is a canary is erased; then no canary is anywhere: in
 * no table, no statistics of the planner, no answer and no log.
 */
class ErasureCanaryIT {
  private static final String CANARY = "zqcanary";
  private static final String USER = CANARY + "-user";
  private static final String PHONE = CANARY + "-phone";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void nothingOfAnErasedShopperIsFoundAnywhere(@TempDir Path folder) throws SQLException {
    try (LauncherSuite suite = LauncherSuite.start(folder)) {
      shop(suite);
      String decision = theCanaryShops(suite);
      awaitFollowers(suite);
      JsonNode neighbour = suite.profile().get("/v1/profiles/neighbour-1").path("features");
      assertThat(tablesWithCanary(suite)).contains("profile", "decision", "quarantined_record");

      Duration took = erase(suite);
      System.out.println("an erasure was verified after " + took.toMillis() + " ms");

      assertThat(tablesWithCanary(suite)).isEmpty();
      assertThat(statisticsWithCanary(suite)).isEmpty();
      noAnswerKnowsTheCanary(suite, decision);
      whatComesLateIsRefused(suite);
      assertThat(tablesWithCanary(suite)).isEmpty();
      assertThat(suite.logs()).doesNotContain(CANARY);
      assertThat(suite.profile().get("/v1/profiles/neighbour-1").path("features").path("orders"))
          .isEqualTo(neighbour.path("orders"));
    }
  }

  private static Map<String, Object> event(
      String messageId, String type, String userId, String anonymousId, Map<String, Object> more) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("messageId", messageId);
    event.put("type", type);
    if (userId != null) {
      event.put("userId", userId);
    }
    if (anonymousId != null) {
      event.put("anonymousId", anonymousId);
    }
    event.put("timestamp", Instant.now().toString());
    event.putAll(more);
    return event;
  }

  private static void shop(LauncherSuite suite) {
    List<Map<String, Object>> events = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      for (String item : List.of("shoes", "socks")) {
        events.add(
            event(
                "n-" + n + item,
                "purchase",
                "neighbour-" + n,
                "neighbour-phone-" + n,
                Map.of("itemId", item, "orderId", "o-" + n, "price", 10, "currency", "EUR")));
      }
    }
    suite.ingestion().post("/v1/events", events);
    String campaign =
        suite
            .campaign()
            .post(
                "/v1/campaigns",
                Map.of(
                    "name",
                    "All",
                    "placements",
                    List.of("home"),
                    "holdoutShare",
                    0,
                    "offers",
                    List.of(Map.of("title", "Hello"))))
            .path("campaignId")
            .asString();
    suite.campaign().post("/v1/campaigns/" + campaign + "/start", Map.of());
  }

  /**
   * Anonymous first, then signed in, with a decision, its exposure, a purchase and a bad record.
   */
  private static String theCanaryShops(LauncherSuite suite) {
    suite
        .ingestion()
        .post(
            "/v1/events",
            List.of(
                event(
                    CANARY + "-m1",
                    "search",
                    null,
                    PHONE,
                    Map.of("query", CANARY + " gift", "sessionId", CANARY + "-session")),
                event(
                    CANARY + "-m2",
                    "identify",
                    USER,
                    PHONE,
                    Map.of("properties", Map.of("email", CANARY + "@example.org"))),
                event(
                    CANARY + "-m3",
                    "view",
                    USER,
                    PHONE,
                    Map.of(
                        "itemId", "shoes", "properties", Map.of("engraving", CANARY + " forever"))),
                event(CANARY + "-m4", "no-such-type", USER, PHONE, Map.of("itemId", "shoes"))));
    awaitFollowers(suite);
    String decision =
        suite
            .campaign()
            .post(
                "/v1/decisions",
                Map.of(
                    "userId", USER, "placement", "home", "context", Map.of("page", "/" + CANARY)))
            .path("decisionId")
            .asString();
    suite
        .ingestion()
        .post(
            "/v1/events",
            List.of(
                event(
                    CANARY + "-m5", "promotion_view", USER, PHONE, Map.of("decisionId", decision)),
                event(
                    CANARY + "-m6",
                    "purchase",
                    USER,
                    PHONE,
                    Map.of(
                        "itemId",
                        "socks",
                        "orderId",
                        CANARY + "-order",
                        "price",
                        10,
                        "currency",
                        "EUR"))));
    return decision;
  }

  private static void awaitFollowers(LauncherSuite suite) {
    Eventually.within(
        PATIENCE,
        "all followers have caught up",
        () ->
            suite.profile().get("/v1/profiles/progress").path("caughtUp").asBoolean()
                && suite
                    .recommendation()
                    .get("/v1/recommendations/progress")
                    .path("caughtUp")
                    .asBoolean()
                && suite.campaign().get("/v1/decisions/progress").path("caughtUp").asBoolean());
  }

  private static Duration erase(LauncherSuite suite) {
    JsonNode erasure = Api.ok(send(suite, "DELETE", "/v1/users/" + USER));
    String path = "/v1/erasures/" + erasure.path("id").asString();
    return Eventually.within(
        PATIENCE,
        "the erasure is verified",
        () -> suite.ingestion().get(path).path("state").asString().equals("verified"));
  }

  private static HttpResponse<String> send(LauncherSuite suite, String method, String path) {
    return suite.ingestion().send(method, path, BodyPublishers.noBody(), "application/json");
  }

  private static void noAnswerKnowsTheCanary(LauncherSuite suite, String decision) {
    // a problem names the path that was asked for, and in it the id; nothing else
    assertThat(send(suite, "GET", "/v1/users/" + USER + "/export").body())
        .contains("unknown_user", "nothing is held");
    for (String path : List.of("/v1/erasures", "/v1/quarantine?limit=1000", "/v1/quality")) {
      assertThat(suite.ingestion().get(path).toString()).doesNotContain(CANARY);
    }
    assertThat(suite.profile().get("/v1/profiles?limit=1000").toString()).doesNotContain(CANARY);
    assertThat(
            suite
                .profile()
                .send("GET", "/v1/profiles/" + USER, BodyPublishers.noBody(), "application/json")
                .statusCode())
        .isEqualTo(404);
    assertThat(
            suite
                .campaign()
                .send(
                    "GET", "/v1/decisions/" + decision, BodyPublishers.noBody(), "application/json")
                .statusCode())
        .isEqualTo(404);
    assertThat(
            suite
                .recommendation()
                .get("/v1/recommendations?userId=" + USER)
                .path("fallback")
                .asString(""))
        .isEqualTo("popular");
  }

  private static void whatComesLateIsRefused(LauncherSuite suite) {
    JsonNode late =
        suite
            .ingestion()
            .post(
                "/v1/events",
                List.of(
                    event(CANARY + "-m7", "view", USER, null, Map.of("itemId", "shoes")),
                    event(CANARY + "-m8", "view", null, PHONE, Map.of("itemId", "shoes")),
                    event(CANARY + "-m9", "no-such-type", USER, null, Map.of()),
                    event("n-late", "view", "neighbour-1", null, Map.of("itemId", "shoes"))));

    assertThat(late.path("accepted").asInt()).isEqualTo(1);
    late.path("rejected")
        .forEach(refused -> assertThat(refused.path("code").asString()).isEqualTo("erased_user"));
    awaitFollowers(suite);
  }

  private static List<String> tablesWithCanary(LauncherSuite suite) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = suite.database();
        Statement statement = connection.createStatement()) {
      for (String table :
          names(
              statement,
              """
              select c.relname from pg_class c
              where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'm')
              """)) {
        if (!names(
                statement,
                "select 1 from \"%1$s\" where \"%1$s\"::text like '%%%2$s%%' limit 1"
                    .formatted(table, CANARY))
            .isEmpty()) {
          found.add(table);
        }
      }
    }
    return found;
  }

  private static List<String> statisticsWithCanary(LauncherSuite suite) throws SQLException {
    try (Connection connection = suite.database();
        Statement statement = connection.createStatement()) {
      statement.execute("analyze");
      return names(
          statement,
          "select tablename || '.' || attname from pg_stats where pg_stats::text like '%"
              + CANARY
              + "%'");
    }
  }

  private static List<String> names(Statement statement, String sql) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
