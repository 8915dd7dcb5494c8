package io.storeloop.ingestion.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportIT {
  private static final RunningIngestion INGESTION = RunningIngestion.start();

  @AfterAll
  static void stop() {
    INGESTION.close();
  }

  private static HttpResponse<String> export(String userId)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          INGESTION
              .request("/v1/users/" + userId + "/export", TestDatabase.SECRET_KEY)
              .GET()
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static List<JsonNode> lines(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .map(line -> (JsonNode) JsonMapper.shared().readTree(line))
        .toList();
  }

  @Test
  void everythingOfAShopperIsExportedAndNothingOfOthers() throws Exception {
    INGESTION.post(
        "/v1/events",
        """
        [{"messageId": "x-1", "type": "view", "userId": "anna", "anonymousId": "annas-phone", "itemId": "shoes",
          "timestamp": "2026-03-01T12:00:00Z", "properties": {"colour": "red", "size": null}},
         {"messageId": "x-2", "type": "view", "anonymousId": "annas-phone", "itemId": "hat",
          "timestamp": "2026-03-01T12:00:01Z"},
         {"messageId": "x-3", "type": "view", "userId": "ben", "itemId": "hat", "timestamp": "2026-03-01T12:00:00Z"},
         {"type": "look", "userId": "anna"}, {"type": "look", "userId": "ben"}]
        """);
    INGESTION
        .database()
        .owner()
        .sql(
            """
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, traits, features, behaviour, updated_at)
            select gen_random_uuid(), id, now(), now(), '{"country": "DE"}', '{"views": 1}', '', now()
            from unnest(array['anna', 'ben']) id;
            insert into profile_identity select 'user', user_id, profile_id from profile;
            insert into profile_identity select 'anonymous', 'annas-phone', profile_id from profile where user_id = 'anna';
            insert into decision (id, decided_at, user_id, placement, held_out, as_of, inputs, reasons, context)
            select gen_random_uuid(), now(), id, 'home', false, now(), '{}', '[]', '{}' from unnest(array['anna', 'ben']) id;
            insert into recommendation (id, answered_at, kind, user_id, items, context)
            select gen_random_uuid(), now(), 'recommendations', id, '[]', '{}' from unnest(array['anna', 'ben']) id;
            insert into exposure select id, now() from decision;
            insert into conversion select gen_random_uuid(), 'u:' || user_id, id, now(), true from decision;
            insert into conversion_revenue select campaign_id, shopper, 'EUR', 59.90 from conversion
            """)
        .update();

    HttpResponse<String> response = export("anna");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    assertThat(response.headers().firstValue("Content-Disposition")).isPresent();
    List<JsonNode> lines = lines(response);
    Map<String, Integer> kinds = new TreeMap<>();
    lines.forEach(line -> kinds.merge(line.path("kind").asString(), 1, Integer::sum));
    assertThat(kinds)
        .containsEntry("event", 2)
        .containsEntry("profile", 1)
        .containsEntry("identity", 2)
        .containsEntry("decision", 1)
        .containsEntry("recommendation", 1)
        .containsEntry("conversion", 1)
        .containsEntry("quarantined", 1)
        .containsEntry("summary", 1);
    assertThat(response.body()).doesNotContain("ben").contains("59.9").contains("\"country\"");
    JsonNode event =
        lines.stream()
            .filter(line -> line.path("record").path("messageId").asString("").equals("x-1"))
            .findFirst()
            .orElseThrow()
            .path("record");
    assertThat(event.path("timestamp").asString()).isEqualTo("2026-03-01T12:00:00+00:00");
    assertThat(event.path("properties").toString()).isEqualTo("{\"size\":null,\"colour\":\"red\"}");
    JsonNode summary = lines.getLast().path("record");
    assertThat(summary.path("counts").path("event").asInt()).isEqualTo(2);
  }

  @Test
  void manyEventsAreAllThere() throws Exception {
    List<String> events = new ArrayList<>();
    for (int n = 0; n < 1000; n++) {
      events.add(
          "{\"messageId\": \"many-%d\", \"type\": \"view\", \"userId\": \"busy\", \"itemId\": \"i\", \"timestamp\": \"2026-03-01T12:00:00Z\"}"
              .formatted(n));
    }
    INGESTION.post(
        "/v1/events",
        "application/x-ndjson",
        String.join("\n", events).getBytes(StandardCharsets.UTF_8));

    List<JsonNode> lines = lines(export("busy"));

    assertThat(lines).hasSize(1001);
  }

  @Test
  void whoseIdEndsLikeAnothersIsNotHandedOut() throws Exception {
    INGESTION.post(
        "/v1/events",
        """
        [{"type": "look", "userId": "anna@shop.example"}, {"type": "look", "userId": "hanna@shop.example"}]
        """);

    HttpResponse<String> response = export("anna@shop.example");

    assertThat(lines(response)).hasSize(2);
    assertThat(response.body()).doesNotContain("hanna");
  }

  @Test
  void aSharedDeviceIsExportedWithItsFirstUserOnly() throws Exception {
    for (String ids :
        List.of(
            "\"userId\": \"first-fred\", \"anonymousId\": \"shared\"",
            "\"userId\": \"second-sue\", \"anonymousId\": \"shared\"",
            "\"anonymousId\": \"shared\"")) {
      INGESTION.post(
          "/v1/events",
          "{\"messageId\": \"shared-%d\", \"type\": \"view\", %s, \"itemId\": \"i\", \"timestamp\": \"2026-03-01T12:00:00Z\"}"
              .formatted(ids.hashCode(), ids));
    }

    assertThat(lines(export("first-fred"))).hasSize(3);
    assertThat(lines(export("second-sue"))).hasSize(2);
  }

  @Test
  void whoIsNotKnownHasNoExport() {
    Answer nobody = INGESTION.get("/v1/users/nobody/export");
    Answer byWriteKey =
        INGESTION.send(INGESTION.request("/v1/users/anna/export", TestDatabase.WRITE_KEY).GET());

    assertThat(nobody.status()).isEqualTo(404);
    assertThat(nobody.code()).isEqualTo("unknown_user");
    assertThat(nobody.body().toString()).doesNotContain("nobody'");
    assertThat(byWriteKey.code()).isEqualTo("secret_key_needed");
    assertThat(INGESTION.get("/v1/users/a%00b/export").status()).isEqualTo(400);
  }

  @Test
  void thePolicyAndTheOldestDataAreShown() {
    INGESTION.post("/v1/events", "{\"type\": \"look\", \"userId\": \"shown\"}");

    JsonNode retention = INGESTION.get("/v1/retention").body();

    assertThat(retention.path("policy").toString())
        .isEqualTo(
            "{\"eventDays\":400,\"eventKeyDays\":462,\"quarantineDays\":90,\"qualityDays\":800}");
    assertThat(retention.path("months").size()).isPositive();
    assertThat(retention.path("oldestQuarantined").asString("")).isNotEmpty();
    assertThat(retention.path("oldestQualityDay").asString("")).isNotEmpty();
  }
}
