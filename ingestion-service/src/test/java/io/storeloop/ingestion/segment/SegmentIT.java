package io.storeloop.ingestion.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SegmentIT {
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
  void anOrderOfTwoProductsBecomesTwoPurchasesOnce() {
    String order =
        """
        {"userId": "anna", "event": "Order Completed", "messageId": "order-1", "timestamp": "2026-03-01T12:00:00Z",
         "properties": {"order_id": "o-9", "currency": "EUR", "decision_id": "d-1", "coupon": "SPRING",
           "products": [{"product_id": "shoes", "price": 59.90, "quantity": 1},
                        {"product_id": "socks", "price": 4.50, "quantity": 3, "size": "L"}]}}\
        """;

    Answer first = ingestion.post("/v1/track", order);
    Answer second = ingestion.post("/v1/track", order);

    assertThat(first.verdict()).isEqualTo("1 0 0 0");
    assertThat(second.verdict()).isEqualTo("0 0 1 0");
    assertThat(
            rows(
                "message_id, type, user_id, item_id, quantity, price, currency, order_id, decision_id, properties",
                "order_id = 'o-9'"))
        .containsExactly(
            "order-1#0|purchase|anna|shoes|1|59.9000|EUR|o-9|d-1|{\"coupon\": \"SPRING\"}",
            "order-1#1|purchase|anna|socks|3|4.5000|EUR|o-9|d-1|{\"size\": \"L\"}");
  }

  @Test
  void anOrderWithOneBadLineIsRejectedAsAWhole() {
    Answer answer =
        ingestion.post(
            "/v1/track",
            """
            {"userId": "anna", "event": "Order Completed", "messageId": "order-2", "properties": {"order_id": "o-2",
              "products": [{"product_id": "shoes", "price": 59.90}, {"product_id": "socks", "price": -1}]}}\
            """);

    assertThat(answer.rejectionCodes()).containsExactly("invalid_price");
    assertThat(answer.body().path("rejected").get(0).path("messageId").asString())
        .isEqualTo("order-2");
    assertThat(ingestion.count("event where order_id = 'o-2'")).isZero();
  }

  @Test
  void theSendersClockIsCorrected() {
    String aDayBehind =
        """
        {"sentAt": "2020-01-01T00:00:30Z", "batch": [{"type": "track", "userId": "anna", "event": "Product Viewed",
          "messageId": "skew-1", "timestamp": "2020-01-01T00:00:00Z", "properties": {"product_id": "shoes"}}]}\
        """;

    Answer answer = ingestion.post("/v1/batch", aDayBehind);

    assertThat(answer.verdict()).isEqualTo("0 1 0 0");
    assertThat(rows("received_at - occurred_at", "message_id = 'skew-1'"))
        .containsExactly("00:00:30");
  }

  @Test
  void aBatchHoldsMessagesOfEveryKind() {
    Answer answer =
        ingestion.post(
            "/v1/batch",
            """
            {"batch": [
              {"type": "identify", "userId": "ben", "anonymousId": "b-1", "messageId": "k-1", "traits": {"country": "DE"}},
              {"type": "page", "anonymousId": "b-1", "messageId": "k-2", "name": "Home", "properties": {"path": "/"},
               "context": {"ip": "10.1.2.3", "locale": "de"}},
              {"type": "screen", "anonymousId": "b-1", "messageId": "k-3", "name": "Start"},
              {"type": "group", "userId": "ben", "messageId": "k-4", "groupId": "g", "traits": {"plan": "gold"}},
              {"type": "alias", "userId": "ben", "previousId": "b-0", "messageId": "k-5"},
              {"type": "track", "userId": "ben", "event": "Fitted", "messageId": "k-6", "properties": {"room": 3}},
              {"type": "track", "userId": "ben", "event": "Promotion Viewed", "messageId": "k-7",
               "properties": {"decisionId": "d-7", "recommendation_id": "r-7"}},
              {"type": "sing", "userId": "ben", "messageId": "k-8"},
              {"type": "track", "userId": "ben", "messageId": "k-9"},
              {"type": "track", "event": "Fitted", "messageId": "k-10"}]}\
            """);

    assertThat(answer.verdict()).isEqualTo("0 7 0 3");
    assertThat(answer.rejectionCodes())
        .containsExactly("unknown_type", "missing_event", "missing_user");
    assertThat(
            rows(
                "message_id, type, user_id, anonymous_id, recommendation_id, decision_id, properties",
                "message_id like 'k-%'"))
        .containsExactly(
            "k-1|identify|ben|b-1|{\"country\": \"DE\"}",
            "k-2|page|b-1|{\"name\": \"Home\", \"path\": \"/\", \"context\": {\"locale\": \"de\"}}",
            "k-3|page|b-1|{\"kind\": \"screen\", \"name\": \"Start\"}",
            "k-4|custom|ben|{\"plan\": \"gold\", \"event\": \"group\", \"groupId\": \"g\"}",
            "k-5|identify|ben|b-0|{}",
            "k-6|custom|ben|{\"room\": 3, \"event\": \"Fitted\"}",
            "k-7|promotion_view|ben|r-7|d-7|{}");
  }

  @Test
  void theKeyMayComeAsBasicUserNameAsSegmentsLibrariesSendIt() {
    String basic =
        Base64.getEncoder()
            .encodeToString((TestDatabase.WRITE_KEY + ":").getBytes(StandardCharsets.UTF_8));

    Answer answer =
        ingestion.send(
            ingestion
                .requestWithoutKey("/v1/identify")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"userId\": \"anna\", \"messageId\": \"basic-1\", \"timestamp\": \"2026-03-01T12:00:00Z\"}")));

    assertThat(answer.verdict()).isEqualTo("1 0 0 0");
  }

  @Test
  void anEnvelopeWithoutABatchIsRefused() {
    assertThat(ingestion.post("/v1/batch", "{\"messages\": []}").code()).isEqualTo("missing_batch");
    assertThat(ingestion.post("/v1/batch", "{\"batch\": [}").code()).isEqualTo("malformed_json");
    assertThat(ingestion.post("/v1/track", "[]").code()).isEqualTo("malformed_json");
  }

  @Test
  void aMessageWithAHalfPairInItsIdIsRejectedAndAnswered() {
    Answer answer =
        ingestion.post(
            "/v1/track", "{\"userId\": \"anna\", \"event\": \"X\", \"messageId\": \"m\\ud800\"}");

    assertThat(answer.rejectionCodes()).containsExactly("lone_surrogate");
    assertThat(answer.body().path("rejected").get(0).path("messageId").asString())
        .isEqualTo("m\ufffd");
  }

  @Test
  void propertiesOfTheShopsOwnEventsNeedNotLookLikeOurFields() {
    Answer answer =
        ingestion.post(
            "/v1/batch",
            """
            {"batch": [
              {"type": "track", "userId": "clara", "event": "Banner Seen", "messageId": "own-1", "timestamp": "2026-03-01T12:00:00Z",
               "properties": {"position": "top", "quantity": "2.5", "price": "from 3", "currency": "gold", "product_id": "hat"}},
              {"type": "page", "userId": "clara", "messageId": "own-2", "timestamp": "2026-03-01T12:00:00Z", "category": "Docs",
               "properties": {"position": -1, "rating": 99, "query": {"a": 1}}},
              {"type": "group", "userId": "clara", "messageId": "own-3", "timestamp": "2026-03-01T12:00:00Z", "groupId": "g",
               "traits": {"price": true}},
              {"type": "track", "userId": "clara", "event": "Product Added", "messageId": "own-4", "timestamp": "2026-03-01T12:00:00Z",
               "properties": {"product_id": "hat", "price": "free"}}]}\
            """);

    assertThat(answer.verdict()).isEqualTo("3 0 0 1");
    assertThat(answer.rejectionCodes()).containsExactly("invalid_price");
    assertThat(rows("message_id, item_id, properties", "user_id = 'clara'"))
        .containsExactly(
            "own-1|hat|{\"event\": \"Banner Seen\", \"price\": \"from 3\", \"currency\": \"gold\", \"position\": \"top\", \"quantity\": \"2.5\"}",
            "own-2|{\"query\": {\"a\": 1}, \"rating\": 99, \"category\": \"Docs\", \"position\": -1}",
            "own-3|{\"event\": \"group\", \"price\": true, \"groupId\": \"g\"}");
  }

  @Test
  void numbersInQuotesAreNumbers() {
    Answer answer =
        ingestion.post(
            "/v1/track",
            """
            {"userId": "dora", "event": "Product Added", "messageId": "quoted-1", "timestamp": "2026-03-01T12:00:00Z",
             "context": {"sessionId": 1772366700},
             "properties": {"product_id": "hat", "price": "19.90", "quantity": "2", "position": "3"}}\
            """);

    assertThat(answer.verdict()).isEqualTo("0 1 0 0");
    assertThat(rows("session_id, quantity, price, position", "message_id = 'quoted-1'"))
        .containsExactly("1772366700|2|19.9000|3");
  }

  @Test
  void aMessageAndABatchAreBoundedAsInSegmentsSpecification() throws IOException {
    String big =
        "{\"userId\": \"anna\", \"event\": \"X\", \"properties\": {\"x\": \""
            + "x".repeat(33_000)
            + "\"}}";
    String lines = String.join(",", Collections.nCopies(600, "{\"sku\": \"hat\"}"));
    String longOrder =
        "{\"userId\": \"anna\", \"event\": \"Order Completed\", \"messageId\": \"long-1\", \"properties\": {\"products\": ["
            + lines
            + "]}}";
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(
          "{\"batch\": [{\"type\": \"identify\", \"userId\": \"anna\", \"messageId\": \"gzip-1\", \"timestamp\": \"2026-03-01T12:00:00Z\"}]}"
              .getBytes(StandardCharsets.UTF_8));
    }

    assertThat(ingestion.post("/v1/track", big).rejectionCodes())
        .containsExactly("event_too_large");
    assertThat(ingestion.post("/v1/track", longOrder).rejectionCodes())
        .containsExactly("too_many_lines");
    assertThat(ingestion.post("/v1/batch", "{\"batch\": [\"" + "x".repeat(520_000) + "\"]}").code())
        .isEqualTo("body_too_large");
    assertThat(
            ingestion
                .post(
                    "/v1/batch",
                    "application/json",
                    zipped.toByteArray(),
                    "Content-Encoding",
                    "gzip")
                .verdict())
        .isEqualTo("1 0 0 0");
  }

  @Test
  void aListOfManyProductsIsKeptByTheirIds() {
    String product =
        "{\"product_id\": \"hat\", \"name\": \"Hat\", \"price\": 5, \"brand\": \"B\", \"category\": \"C\", \"position\": 1}";
    String products = String.join(",", Collections.nCopies(60, product));

    Answer answer =
        ingestion.post(
            "/v1/track",
            "{\"userId\": \"anna\", \"event\": \"Product List Viewed\", \"messageId\": \"list-1\", \"timestamp\": \"2026-03-01T12:00:00Z\", \"properties\": {\"list_id\": \"hats\", \"products\": ["
                + products
                + "]}}");

    assertThat(answer.verdict()).isEqualTo("0 1 0 0");
    assertThat(
            rows("list_id, jsonb_array_length(properties -> 'products')", "message_id = 'list-1'"))
        .containsExactly("hats|60");
  }
}
