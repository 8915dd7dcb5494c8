package io.storeloop.ingestion.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Segment's library for browsers asks and sends. */
class AnalyticsJsCallsIT {
  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  private static List<String> rows(String columns, String where) {
    return ingestion
        .database()
        .owner()
        .sql("select concat_ws('|', " + columns + ") from event where " + where + " order by id")
        .query(String.class)
        .list();
  }

  @Test
  void analyticsJsSendsShortPathsAsPlainTextWithTheKeyInTheBody() {
    String track =
        """
        {"timestamp": "2026-03-01T12:00:00.000Z", "integrations": {}, "anonymousId": "browser-9", "type": "track",
         "event": "Product Viewed", "properties": {"product_id": "shoes"}, "context": {"page": {"path": "/"}},
         "messageId": "ajs-1", "writeKey": "%s", "userId": null, "sentAt": "2026-03-01T12:00:00.000Z",
         "_metadata": {"bundled": ["Segment.io"], "unbundled": [], "bundledIds": []}}\
        """;
    String batch =
        "{\"writeKey\": \"%s\", \"sentAt\": \"2026-03-01T12:00:00.000Z\", \"batch\": ["
            + track
            + "]}";
    String key = TestDatabase.WRITE_KEY;

    // repaired: it was sent long before it came, so the sender's clock is wrong
    assertThat(withoutKey("/v1/t", track.formatted(key)).verdict()).isEqualTo("0 1 0 0");
    assertThat(withoutKey("/v1/b", batch.formatted(key, key)).verdict()).isEqualTo("0 0 1 0");
    assertThat(
            withoutKey(
                    "/v1/p",
                    "{\"anonymousId\": \"browser-9\", \"messageId\": \"ajs-2\", \"timestamp\": \"2026-03-01T12:00:00Z\", \"writeKey\": \""
                        + key
                        + "\"}")
                .verdict())
        .isEqualTo("1 0 0 0");
    assertThat(withoutKey("/v1/t", track.formatted("wk_none")).code()).isEqualTo("unknown_key");
    assertThat(withoutKey("/v1/t", track.formatted(TestDatabase.SECRET_KEY)).code())
        .isEqualTo("unknown_key");
    assertThat(withoutKey("/v1/t", "{}").code()).isEqualTo("key_missing");
    assertThat(withoutKey("/v1/events", "{}").code()).isEqualTo("key_missing");
    assertThat(rows("type", "message_id = 'ajs-2'")).containsExactly("page");
  }

  private static Answer withoutKey(String path, String body) {
    return ingestion.send(
        ingestion
            .requestWithoutKey(path)
            .header("Origin", "https://shop.example")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void theSettingsOfAnalyticsJsNameThisHostForAnySite() {
    Answer known =
        ingestion.send(
            ingestion
                .requestWithoutKey("/v1/projects/" + TestDatabase.WRITE_KEY + "/settings")
                .header("Origin", "https://shop.example")
                .GET());
    Answer unknown =
        ingestion.send(ingestion.requestWithoutKey("/v1/projects/wk_none/settings").GET());

    assertThat(known.status()).isEqualTo(200);
    assertThat(known.headers()).containsEntry("access-control-allow-origin", List.of("*"));
    JsonNode us = known.body().path("integrations").path("Segment.io");
    assertThat(us.path("apiKey").asString()).isEqualTo(TestDatabase.WRITE_KEY);
    assertThat(us.path("apiHost").asString()).matches("localhost:\\d+/v1");
    assertThat(us.path("protocol").asString()).isEqualTo("http");
    assertThat(
            known.body().path("plan").path("track").path("__default").path("enabled").asBoolean())
        .isTrue();
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("unknown_write_key");
  }
}
