package io.storeloop.ingestion.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TrafficIT {
  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion =
        RunningIngestion.start(
            "storeloop.ingestion.traffic.test-ids=tester-*",
            "storeloop.ingestion.traffic.max-per-minute=20");
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  private static String view(String id, String user, String timestamp, String more) {
    return """
    {"messageId": "%s", "type": "view", "userId": "%s", "itemId": "shoes", "timestamp": "%s"%s}\
    """
        .formatted(id, user, timestamp, more)
        .strip();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private static List<String> traffic(String condition) {
    return ingestion
        .database()
        .owner()
        .sql(
            "select coalesce(traffic, 'shopper') from event_v1 where "
                + condition
                + " order by message_id")
        .query(String.class)
        .list();
  }

  /** What came through a door since the test began, be it midnight meanwhile. */
  private static JsonNode source(String name) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String days = "from=" + today.minusDays(1) + "&to=" + today.plusDays(2);
    for (JsonNode source :
        ingestion.get("/v1/quality?" + days + "&source=" + name).body().path("sources")) {
      return source;
    }
    throw new AssertionError("nothing came from " + name);
  }

  @Test
  void botsAndTestsAreStoredAndMarked() {
    String agent =
        ", \"properties\": {\"context\": {\"userAgent\": \"Mozilla/5.0 (compatible; Googlebot/2.1)\"}}";
    String body =
        "["
            + String.join(
                ",",
                view("t-1", "anna", now(), ""),
                view("t-2", "anna", now(), agent),
                view("t-3", "tester-1", now(), ""),
                view("t-4", "anna", now(), ", \"properties\": {\"test\": true}"))
            + "]";

    assertThat(ingestion.post("/v1/events", body).verdict()).isEqualTo("4 0 0 0");
    assertThat(ingestion.post("/v1/events", body).verdict()).isEqualTo("0 0 4 0");

    assertThat(traffic("message_id like 't-%'")).containsExactly("shopper", "bot", "test", "test");
    JsonNode counted = source("events").path("traffic");
    assertThat(counted.path("bot/agent").asInt()).isEqualTo(1);
    assertThat(counted.path("test/test_id").asInt()).isEqualTo(1);
    assertThat(counted.path("test/test_flag").asInt()).isEqualTo(1);
  }

  @Test
  void theAgentOfACallCountsOnlyWhenABrowserMakesIt() {
    byte[] page = view("a-1", "ben", now(), "").getBytes(StandardCharsets.UTF_8);
    byte[] server = view("a-2", "ben", now(), "").getBytes(StandardCharsets.UTF_8);
    String agent = "HeadlessChrome/140";

    ingestion.post(
        "/v1/events",
        "application/json",
        page,
        "Origin",
        "https://shop.example",
        "User-Agent",
        agent);
    ingestion.post("/v1/events", "application/json", server, "User-Agent", agent);

    assertThat(traffic("message_id like 'a-%'")).containsExactly("bot", "shopper");
  }

  @Test
  void anOrderOfABotIsABotsInEveryLine() {
    ingestion.post(
        "/v1/track",
        """
        {"event": "Order Completed", "messageId": "o", "userId": "carl", "context": {"userAgent": "curl/8"},
         "properties": {"order_id": "o", "products": [{"product_id": "a"}, {"product_id": "b"}]}}\
        """);

    assertThat(traffic("order_id = 'o'")).containsExactly("bot", "bot");
    assertThat(source("segment").path("traffic").path("bot/agent").asInt()).isEqualTo(1);
  }

  @Test
  void whoIsFasterThanPeopleIsMarkedFromThenOn() {
    String oneMinute = now();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      lines.append(view("r-%02d".formatted(i), "fast", oneMinute, "")).append('\n');
    }

    ingestion.post(
        "/v1/events", "application/x-ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));

    assertThat(traffic("user_id = 'fast'").subList(0, 20)).containsOnly("shopper");
    assertThat(traffic("user_id = 'fast'").subList(20, 25)).containsOnly("bot");
  }

  @Test
  void duplicatesMakeNobodyFast() {
    String oneMinute = now();
    for (int i = 0; i < 30; i++) {
      ingestion.post("/v1/events", view("d-1", "again", oneMinute, ""));
    }

    ingestion.post("/v1/events", view("d-2", "again", oneMinute, ""));

    assertThat(traffic("user_id = 'again'")).containsExactly("shopper", "shopper");
  }

  @Test
  void whatCouldNotBeStoredMakesNobodyFast() {
    String oneMinute = now();
    ingestion.database().owner().sql("alter table event_key rename to event_key_away").update();
    for (int i = 0; i < 30; i++) {
      assertThat(ingestion.post("/v1/events", view("f-1", "stuck", oneMinute, "")).status())
          .isGreaterThanOrEqualTo(500);
    }
    ingestion.database().owner().sql("alter table event_key_away rename to event_key").update();

    assertThat(ingestion.post("/v1/events", view("f-1", "stuck", oneMinute, "")).verdict())
        .isEqualTo("1 0 0 0");
    assertThat(traffic("user_id = 'stuck'")).containsExactly("shopper");
  }

  @Test
  void lateEventsAreStoredAndCounted() {
    String fortnight = Instant.now().minus(14, ChronoUnit.DAYS).toString();
    String year = Instant.now().minus(365, ChronoUnit.DAYS).toString();

    String verdict =
        ingestion
            .post(
                "/v1/events",
                "["
                    + view("l-1", "dora", fortnight, "")
                    + ","
                    + view("l-2", "dora", year, "")
                    + "]")
            .verdict();

    assertThat(verdict).isEqualTo("2 0 0 0");
    JsonNode late = source("events").path("late");
    assertThat(late.path("over_7_days").asInt()).isEqualTo(1);
    assertThat(late.path("over_31_days").asInt()).isEqualTo(1);
    assertThat(
            ingestion
                .post("/v1/events", view("l-3", "dora", "1980-01-06T00:00:00Z", ""))
                .rejectionCodes())
        .containsExactly("too_old");
  }
}
