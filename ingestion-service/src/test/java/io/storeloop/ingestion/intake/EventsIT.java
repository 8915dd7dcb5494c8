package io.storeloop.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsIT {
  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  private static String view(String messageId) {
    return """
    {"messageId": "%s", "type": "view", "userId": "anna", "timestamp": "2026-03-01T12:00:00Z", "itemId": "shoes"}\
    """
        .formatted(messageId);
  }

  @Test
  void anEventIsInTheLogWhenTheAnswerComes() {
    String purchase =
        """
        {"messageId": "full-1", "type": "purchase", "userId": "anna", "anonymousId": "browser-7", "sessionId": "s-1",
         "timestamp": "2026-03-01T14:00:00.123456+02:00", "itemId": "shoes", "quantity": 2, "price": 59.90,
         "currency": "EUR", "orderId": "o-1", "query": "q", "rating": 4.5, "position": 3, "listId": "l", "recommendationId": "r",
         "decisionId": "d", "durationMillis": 1200, "properties": {"colour": "blue", "sizes": [42, 43.5]}}\
        """;

    Answer answer = ingestion.post("/v1/events", purchase);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.verdict()).isEqualTo("1 0 0 0");
    assertThat(
            ingestion
                .database()
                .owner()
                .sql(
                    """
                    select concat_ws('|', type, user_id, anonymous_id, session_id, occurred_at at time zone 'UTC', item_id,
                      quantity, price, currency, order_id, query, rating, position, list_id, recommendation_id, decision_id,
                      duration_millis, source, properties)
                    from event where message_id = 'full-1'
                    """)
                .query(String.class)
                .single())
        .isEqualTo(
            "purchase|anna|browser-7|s-1|2026-03-01 12:00:00.123456|shoes|2|59.9000|EUR|o-1|q|4.50|3|l|r|d|1200|events|"
                + "{\"sizes\": [42, 43.5], \"colour\": \"blue\"}");
  }

  @Test
  void everyRecordHasOneOutcomeAndABadOneSpoilsNoNeighbour() {
    String body =
        """
        [%s, {"messageId": "mix-2", "type": "view", "userId": "anna", "itemId": "shoes", "currency": "eur"},
         %s, null, 7, {"messageId": "mix-5", "type": "view", "itemId": "shoes"}, {"broken": tru}, %s]\
        """
            .formatted(view("mix-1"), view("mix-1"), view("mix-3"));

    Answer answer = ingestion.post("/v1/events", body);

    assertThat(answer.verdict()).isEqualTo("2 1 1 4");
    assertThat(answer.rejectionCodes())
        .containsExactly("null_element", "not_an_object", "missing_user", "malformed_json");
    assertThat(answer.body().path("rejected").get(2).path("index").asInt()).isEqualTo(5);
    assertThat(answer.body().path("rejected").get(2).path("messageId").asString())
        .isEqualTo("mix-5");
  }

  @Test
  void whatIsSentAgainCountsOnce() {
    ingestion.post("/v1/events", view("again"));

    Answer second = ingestion.post("/v1/events", view("again"));

    assertThat(second.verdict()).isEqualTo("0 0 1 0");
  }

  @Test
  void linesAndGzipAreWelcome() throws IOException {
    String lines = view("line-1") + "\n\r\n" + view("line-2") + "\n{\"oops\n";
    byte[] zipped = gzip(lines.getBytes(StandardCharsets.UTF_8));

    Answer answer =
        ingestion.post("/v1/events", "application/x-ndjson", zipped, "Content-Encoding", "gzip");

    assertThat(answer.verdict()).isEqualTo("2 0 0 1");
  }

  @Test
  void eightThreadsWithTheSameIdsCountThemOnce() throws Exception {
    List<String> ids = IntStream.range(0, 200).mapToObj(i -> "race-" + i).toList();
    List<Callable<Answer>> senders =
        IntStream.range(0, 8)
            .<Callable<Answer>>mapToObj(sender ->
                () -> {
                  List<String> shuffled = new java.util.ArrayList<>(ids);
                  java.util.Collections.shuffle(shuffled, new java.util.Random(sender));
                  return ingestion.post(
                      "/v1/events",
                      shuffled.stream()
                          .map(EventsIT::view)
                          .collect(Collectors.joining(",", "[", "]")));
                })
            .toList();

    long accepted = 0;
    long duplicates = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Answer> answer : threads.invokeAll(senders)) {
        accepted += answer.get().body().path("accepted").asLong();
        duplicates += answer.get().body().path("duplicates").asLong();
      }
    }

    assertThat(accepted).isEqualTo(200);
    assertThat(duplicates).isEqualTo(1400);
    assertThat(ingestion.count("event where message_id like 'race-%'")).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "type": "view", "itemId": "a", "colour": "blue"                  | unknown_field
          "type": "look", "itemId": "a"                                    | unknown_type
          "type": "view"                                                   | missing_item
          "type": "view", "itemId": ["a"]                                  | wrong_type
          "type": "view", "itemId": "a", "properties": []                  | wrong_type
          "type": "view", "itemId": "a\\u0000"                             | nul_character
          "type": "view", "itemId": "a\\ud800"                             | lone_surrogate
          "type": "view", "itemId": "a", "properties": {"p": ["\\udc00"]}  | lone_surrogate
          "type": "view", "itemId": "a", "properties": {"p": 1e999999999}  | invalid_number
          "type": "view", "itemId": "a", "price": 1e999999999              | invalid_price
          "type": "view", "itemId": "a", "price": 1e-999999999             | invalid_price
          "type": "view", "itemId": "a", "price": "NaN"                    | invalid_price
          "type": "view", "itemId": "a", "price": "Infinity"               | invalid_price
          "type": "view", "itemId": "a", "price": NaN                      | malformed_json
          "type": "view", "itemId": "a", "price": -0.01                    | invalid_price
          "type": "view", "itemId": "a", "price": 1000000000.01            | invalid_price
          "type": "view", "itemId": "a", "quantity": 1.9                   | invalid_quantity
          "type": "view", "itemId": "a", "quantity": 0                     | invalid_quantity
          "type": "view", "itemId": "a", "quantity": 1e400                 | invalid_quantity
          "type": "view", "itemId": "a", "currency": "XYZ"                 | invalid_currency
          "type": "view", "itemId": "a", "rating": 10.5                    | invalid_rating
          "type": "view", "itemId": "a", "position": -1                    | invalid_position
          "type": "view", "itemId": "a", "durationMillis": 86400001        | invalid_duration
          "type": "view", "itemId": "a", "timestamp": "yesterday"          | invalid_timestamp
          "type": "view", "itemId": "a", "timestamp": "2026-03-01T12:00:00"| invalid_timestamp
          "type": "view", "itemId": "a", "timestamp": "+999999999-12-31T23:59:59Z" | invalid_timestamp
          "type": "view", "itemId": "a", "timestamp": "2999-03-01T12:00:00Z" | too_far_in_future
          "type": "view", "type": "click", "itemId": "a"                   | malformed_json
          "type": "view", "itemId": "a", "price": 11111111111111111111111111111111111111111 | too_complex
          """)
  void aMistakeIsNamed(String fields, String code) {
    Answer answer = ingestion.post("/v1/events", "{\"userId\": \"anna\", " + fields + "}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.verdict()).isEqualTo("0 0 0 1");
    assertThat(answer.rejectionCodes()).containsExactly(code);
  }

  @Test
  void boundsOfARecordAreNamed() {
    String prefix = "{\"userId\": \"anna\", \"type\": \"custom\", \"properties\": ";
    String deep = prefix + "[".repeat(33).replace("[", "{\"a\":") + "1" + "}".repeat(33) + "}";
    String wide =
        prefix
            + IntStream.range(0, 257)
                .mapToObj(i -> "\"p" + i + "\": 1")
                .collect(Collectors.joining(",", "{", "}"))
            + "}";
    String large = prefix + "{\"a\": \"" + "x".repeat(33_000) + "\"}}";
    String longId = "{\"userId\": \"" + "x".repeat(257) + "\", \"type\": \"custom\"}";

    Answer answer =
        ingestion.post("/v1/events", "[" + String.join(",", deep, wide, large, longId) + "]");

    assertThat(answer.rejectionCodes())
        .containsExactly("too_complex", "too_many_properties", "event_too_large", "text_too_long");
    assertThat(ingestion.count("quarantined_record where code = 'event_too_large' and truncated"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{"type": "view"    | malformed_json
          [1,]                | malformed_json
          [{]}                | malformed_json
          "text"              | malformed_json
          ` `                 | empty_body
          """)
  void aBodyThatCannotBeReadIsRefusedAsAWhole(String body, String code) {
    Answer answer = ingestion.post("/v1/events", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void aHundredThousandBracketsAreRefused() {
    assertThat(ingestion.post("/v1/events", "[".repeat(100_000)).code())
        .isEqualTo("malformed_json");
  }

  @Test
  void tooMuchIsRefused() {
    String many =
        IntStream.range(0, 1001).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));
    byte[] long_ = new byte[512_001];

    assertThat(ingestion.post("/v1/events", many).code()).isEqualTo("too_many_events");
    Answer tooLarge = ingestion.post("/v1/events", "application/json", long_);

    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.code()).isEqualTo("body_too_large");
  }

  @Test
  void damagedGzipIsRefused() {
    Answer answer =
        ingestion.post(
            "/v1/events",
            "application/json",
            view("z").getBytes(StandardCharsets.UTF_8),
            "Content-Encoding",
            "gzip");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("malformed_gzip");
  }

  @Test
  void onlyUtf8IsRead() {
    Answer labelled =
        ingestion.post(
            "/v1/events",
            "application/json;charset=ISO-8859-1",
            view("l").getBytes(StandardCharsets.ISO_8859_1));
    Answer unlabelled =
        ingestion.post(
            "/v1/events",
            "application/json",
            "[{\"userId\": \"ann\u00e4\", \"type\": \"custom\"}]"
                .getBytes(StandardCharsets.ISO_8859_1));

    assertThat(labelled.status()).isEqualTo(415);
    assertThat(unlabelled.rejectionCodes()).containsExactly("invalid_utf8");
  }

  @Test
  void aKeyIsNeededAndAWriteKeyOpensNothingElse() {
    Answer none = ingestion.send(ingestion.requestWithoutKey("/v1/quality").GET());
    Answer wrong =
        ingestion.send(ingestion.request("/v1/quality", "sk_wrong_000000000000000000").GET());
    Answer writeKey =
        ingestion.send(
            ingestion
                .request("/v1/quality", io.storeloop.common.schema.TestDatabase.WRITE_KEY)
                .GET());

    assertThat(none.status()).isEqualTo(401);
    assertThat(wrong.code()).isEqualTo("unknown_key");
    assertThat(writeKey.status()).isEqualTo(403);
    assertThat(writeKey.code()).isEqualTo("secret_key_needed");
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    }
    return zipped.toByteArray();
  }
}
