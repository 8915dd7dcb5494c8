package io.storeloop.ingestion.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import io.storeloop.tracker.TrackerScript;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrackerIT {
  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  private static Answer script(String... headers) {
    var request = ingestion.requestWithoutKey("/storeloop.js").GET();
    return ingestion.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String header(Answer answer, String name) {
    return answer.headers().getOrDefault(name, List.of("")).getFirst();
  }

  private static Answer beacon(String query, String body) {
    return ingestion.send(
        ingestion
            .requestWithoutKey("/v1/events" + query)
            .header("Content-Type", "text/plain;charset=UTF-8")
            .header("Origin", "https://shop.example")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void theScriptIsOpenCachedAndReadableFromOtherSites() {
    Answer answer = script();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(header(answer, "content-type"))
        .isEqualToIgnoringCase("text/javascript;charset=UTF-8");
    assertThat(header(answer, "cache-control"))
        .isEqualTo("max-age=3600, public, stale-while-revalidate=86400");
    assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
    assertThat(header(answer, "cross-origin-resource-policy")).isEqualTo("cross-origin");
    assertThat(answer.headers().get("vary")).contains("Accept-Encoding");
  }

  @Test
  void whoUnderstandsGzipGetsTheSmallForm() {
    Answer answer = script("Accept-Encoding", "br, gzip");

    assertThat(header(answer, "content-encoding")).isEqualTo("gzip");
    assertThat(header(answer, "content-length"))
        .isEqualTo(Integer.toString(TrackerScript.load().gzip().length));
    assertThat(header(answer, "etag")).isNotEqualTo(header(script(), "etag"));
  }

  @Test
  void whoHasThisVersionIsToldSo() {
    String version = header(script(), "etag");

    Answer answer = script("If-None-Match", version);

    assertThat(answer.status()).isEqualTo(304);
  }

  @Test
  void aBeaconIsPlainTextWithTheKeyInItsAddress() {
    String view =
        """
        [{"messageId": "beacon-1", "type": "view", "anonymousId": "browser-7", "timestamp": "2026-03-01T12:00:00Z",
          "itemId": "shoes", "durationMillis": 7000}]\
        """;

    Answer answer = beacon("?writeKey=" + TestDatabase.WRITE_KEY, view);

    assertThat(answer.verdict()).isEqualTo("1 0 0 0");
    assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
    assertThat(
            ingestion
                .database()
                .owner()
                .sql("select duration_millis from event where message_id = 'beacon-1'")
                .query(Long.class)
                .single())
        .isEqualTo(7000);
  }

  @Test
  void aBeaconWithoutAKeyOrWithoutJsonIsRefused() {
    assertThat(beacon("", "[]").code()).isEqualTo("key_missing");
    assertThat(beacon("?writeKey=wrong", "[]").code()).isEqualTo("unknown_key");
    assertThat(beacon("?writeKey=" + TestDatabase.WRITE_KEY, "hello").code())
        .isEqualTo("malformed_json");
  }
}
