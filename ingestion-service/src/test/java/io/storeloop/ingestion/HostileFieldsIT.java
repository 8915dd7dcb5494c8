package io.storeloop.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every value of a good call, at every depth, is replaced by something else, one at a time. */
class HostileFieldsIT {
  /** As numbers are sent, and not as the nearest double. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final String SNOWPLOW = "/com.snowplowanalytics.snowplow/tp2";

  private static final List<String> INSTEAD =
      List.of(
          "null",
          "-1",
          "1e300",
          "1e2147483647",
          "\"1e2147483647\"",
          "\"\"",
          "\"x\\u0000\"",
          "\"\\ud800\"",
          "[null]",
          "{}");

  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  @Test
  void noDoorFailsWhateverStandsInOneOfItsFields() {
    Map<String, String> calls = new LinkedHashMap<>(SamePurchase.calls());
    calls.put(
        "/api/feedback",
        """
        [{"FeedbackType": "rating", "UserId": "anna", "ItemId": "shoes", "Timestamp": "2026-03-01", "Value": 4}]\
        """);
    int sent = 0;

    for (Map.Entry<String, String> call : calls.entrySet()) {
      for (JsonNode variant : variants(JSON.readTree(call.getValue()))) {
        check(call.getKey(), variant.toString());
        sent++;
      }
    }
    assertThat(sent).isGreaterThan(500);
  }

  @Test
  void noValueInsideSnowplowsTextsFails() {
    for (JsonNode action : variants(JSON.readTree(SamePurchase.SNOWPLOW_ACTION))) {
      check(SNOWPLOW, snowplow(action.toString(), SamePurchase.SNOWPLOW_ENTITIES));
    }
    for (JsonNode entities : variants(JSON.readTree(SamePurchase.SNOWPLOW_ENTITIES))) {
      check(SNOWPLOW, snowplow(SamePurchase.SNOWPLOW_ACTION, entities.toString()));
    }
  }

  private static String snowplow(String action, String entities) {
    ObjectNode event = JSON.createObjectNode();
    event.put("e", "ue").put("eid", "order-6").put("uid", "anna").put("ttm", "1772366700000");
    event.put("ue_pr", action).put("co", entities);
    ObjectNode payload = JSON.createObjectNode();
    payload.putArray("data").add(event);
    return payload.toString();
  }

  private static void check(String path, String body) {
    Answer answer = ingestion.post(path, body);

    assertThat(answer.status()).as(path + " " + body).isIn(200, 400);
    assertThat(answer.rejectionCodes()).as(body).doesNotContain("refused_by_database");
    if (answer.status() == 200) {
      long told =
          answer.body().path("accepted").asLong()
              + answer.body().path("repaired").asLong()
              + answer.body().path("duplicates").asLong()
              + answer.body().path("rejected").size();
      assertThat(told).as(body).isBetween(0L, 2L);
    }
  }

  /** Copies of the document with one value replaced. */
  private static List<JsonNode> variants(JsonNode document) {
    List<JsonNode> variants = new ArrayList<>();
    for (String instead : INSTEAD) {
      replaceEach(document, JSON.readTree(instead), () -> variants.add(document.deepCopy()));
    }
    return variants;
  }

  /** Replaces each value within the node in turn, says so, and puts it back. */
  private static void replaceEach(JsonNode node, JsonNode instead, Runnable replaced) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        JsonNode before = object.get(name);
        replace(value -> object.set(name, value), before, instead, replaced);
        replaceEach(before, instead, replaced);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        JsonNode before = array.get(at);
        replace(value -> array.set(at, value), before, instead, replaced);
        replaceEach(before, instead, replaced);
      }
    }
  }

  private static void replace(
      Consumer<JsonNode> setting, JsonNode before, JsonNode instead, Runnable replaced) {
    setting.accept(instead);
    replaced.run();
    setting.accept(before);
  }
}
