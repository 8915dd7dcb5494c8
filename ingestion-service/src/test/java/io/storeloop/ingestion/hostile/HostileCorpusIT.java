package io.storeloop.ingestion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile values in every field of every door: never a 5xx, and every good neighbour is stored. The
 * records of one call are good and bad in turn.
 */
class HostileCorpusIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  @AfterEach
  void itStillWorks() {
    Answer answer = ingestion.post("/v1/events", goodEvent(nextId()));

    assertThat(answer.verdict()).isEqualTo("1 0 0 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messageId",
        "type",
        "userId",
        "timestamp",
        "itemId",
        "quantity",
        "price",
        "currency",
        "rating",
        "position",
        "durationMillis",
        "query",
        "properties",
        "neverHeardOf",
        "messageId\\u0000"
      })
  void eventsBesideHostileOnesAreStored(String field) {
    Mixed mixed =
        new Mixed(
            HostileValues.VALUES,
            HostileCorpusIT::goodEvent,
            (id, value) -> eventWith(id, field, value));

    Answer answer = post("/v1/events", "application/json", mixed.array());

    mixed.expectStored(answer, "event where message_id");
  }

  @Test
  void hostileElementsSpoilNoNeighbour() {
    Mixed mixed = new Mixed(HostileValues.VALUES, HostileCorpusIT::goodEvent, (id, value) -> value);

    Answer answer = post("/v1/events", "application/json", mixed.array());
    Answer lines = post("/v1/events", "application/x-ndjson", mixed.linesOfTheBadOnes());

    mixed.expectStored(answer, "event where message_id");
    assertThat(lines.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messageId",
        "type",
        "event",
        "userId",
        "anonymousId",
        "timestamp",
        "sentAt",
        "originalTimestamp",
        "properties",
        "context",
        "traits",
        "integrations",
        "properties.product_id",
        "properties.price",
        "properties.quantity",
        "properties.products",
        "properties.currency"
      })
  void messagesBesideHostileOnesAreStored(String field) {
    Mixed mixed =
        new Mixed(
            HostileValues.VALUES,
            HostileCorpusIT::goodMessage,
            (id, value) -> messageWith(id, field, value));

    Answer answer = post("/v1/batch", "application/json", "{\"batch\":" + mixed.array() + "}");

    mixed.expectStored(answer, "event where message_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "userId", "timestamp", "properties"})
  void hostileMessagesByThemselvesAreNoFaultOfOurs(String field) {
    for (String value : HostileValues.VALUES) {
      Answer answer = post("/v1/track", "application/json", messageWith(nextId(), field, value));

      assertThat(answer.status()).as("%s = %s", field, shortened(value)).isLessThan(500);
      expectProblemUnlessFine(answer, value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"itemId", "name", "price", "currency", "inStock", "attributes", "foo"})
  void itemsBesideHostileOnesAreStored(String field) {
    Mixed mixed =
        new Mixed(
            HostileValues.VALUES,
            HostileCorpusIT::goodItem,
            (id, value) -> "{\"itemId\": \"%s\", \"%s\": %s}".formatted(nextId(), field, value));

    Answer answer =
        ingestion.secretPost("/v1/items/batch", "application/x-ndjson", bytes(mixed.lines()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ingestion.count("item where item_id in (%s)".formatted(mixed.goodIds())))
        .isEqualTo(mixed.good().size());
  }

  @Test
  void anImportKeepsTheGoodLinesBesideTheHostileOnes() {
    List<String> good = new ArrayList<>();
    StringBuilder file = new StringBuilder();
    for (String value : HostileValues.VALUES) {
      String id = nextId();
      good.add("'" + id + "'");
      file.append(goodEvent(id)).append('\n');
      file.append(eventWith(nextId(), "properties", value)).append('\n');
      file.append(value).append('\n');
    }

    Answer upload =
        ingestion.secretPost(
            "/v1/imports?format=storeloop", "application/octet-stream", bytes(file.toString()));

    assertThat(upload.status()).isBetween(200, 299);
    HostileImports.awaitEnd(ingestion, upload.body().path("id").asString());
    assertThat(ingestion.count("event where message_id in (%s)".formatted(String.join(",", good))))
        .isEqualTo(good.size());
  }

  static String nextId() {
    return "hostile-" + NUMBER.incrementAndGet();
  }

  static String goodEvent(String id) {
    return """
    {"messageId": "%s", "type": "view", "userId": "anna", "timestamp": "2026-03-01T12:00:00Z", "itemId": "shoes"}\
    """
        .formatted(id);
  }

  private static String eventWith(String id, String field, String value) {
    String own = field.equals("messageId") ? "" : "\"messageId\": \"%s\", ".formatted(id);
    return "{%s\"anonymousId\": \"b\", \"type\": \"custom\", \"%s\": %s}"
        .formatted(own, field, value)
        .replace("\"type\": \"custom\", \"type\"", "\"type\"");
  }

  static String goodMessage(String id) {
    return """
    {"messageId": "%s", "type": "track", "userId": "anna", "event": "Product Viewed",
     "timestamp": "2026-03-01T12:00:00Z", "properties": {"product_id": "shoes"}}\
    """
        .formatted(id);
  }

  private static String messageWith(String id, String field, String value) {
    boolean inside = field.startsWith("properties.");
    String name = field.substring(field.indexOf('.') + 1);
    String given = inside ? "\"properties\": {\"%s\": %s}" : "\"%s\": %s";
    StringBuilder message = new StringBuilder("{");
    for (String other :
        List.of(
            "\"messageId\": \"" + id + "\"",
            "\"type\": \"track\"",
            "\"event\": \"Order Completed\"",
            "\"userId\": \"ben\"")) {
      if (!other.startsWith("\"" + field + "\"")) {
        message.append(other).append(", ");
      }
    }
    return message.append(given.formatted(name, value)).append('}').toString();
  }

  private static String goodItem(String id) {
    return "{\"itemId\": \"%s\", \"name\": \"Shoes\", \"price\": 5, \"currency\": \"EUR\"}"
        .formatted(id);
  }

  private static Answer post(String path, String type, String body) {
    return ingestion.post(path, type, bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String shortened(String value) {
    return value.length() < 60 ? value : value.substring(0, 60) + "…";
  }

  private static void expectProblemUnlessFine(Answer answer, String value) {
    if (answer.status() != 200) {
      assertThat(answer.headers().get("content-type"))
          .as(shortened(value))
          .containsExactly("application/problem+json");
      assertThat(answer.code()).as(shortened(value)).isNotEmpty();
    }
  }

  /** How a door writes one record. */
  @FunctionalInterface
  private interface Good {
    String record(String id);
  }

  @FunctionalInterface
  private interface Bad {
    String record(String id, String value);
  }

  /** Good and bad records in turn. */
  private record Mixed(List<String> records, List<String> good, List<String> bad) {
    Mixed(List<String> values, Good goodOnes, Bad badOnes) {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (String value : values) {
        String id = nextId();
        good.add(id);
        records.add(goodOnes.record(id));
        bad.add(badOnes.record(nextId(), value));
        records.add(bad.getLast());
      }
    }

    String array() {
      return "[" + String.join(",", records) + "]";
    }

    String lines() {
      return String.join("\n", records).replace("\n ", " ");
    }

    String linesOfTheBadOnes() {
      return String.join("\n", bad);
    }

    String goodIds() {
      return "'" + String.join("','", good) + "'";
    }

    void expectStored(Answer answer, String idColumn) {
      assertThat(answer.status()).as("%s %s", answer.body(), shortened(array())).isEqualTo(200);
      long outcomes =
          answer.body().path("accepted").asLong()
              + answer.body().path("repaired").asLong()
              + answer.body().path("duplicates").asLong()
              + answer.body().path("rejected").size();
      assertThat(outcomes).isEqualTo(records.size());
      assertThat(ingestion.count("%s in (%s)".formatted(idColumn, goodIds())))
          .as("%s", answer.body())
          .isEqualTo(good.size());
    }
  }
}
