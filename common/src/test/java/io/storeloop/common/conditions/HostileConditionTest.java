package io.storeloop.common.conditions;

import static io.storeloop.common.conditions.ConditionFixture.errors;
import static io.storeloop.common.conditions.ConditionFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conditions from people who do not mean well: refused, soon, and without an explosion on the way.
 */
class HostileConditionTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Far above the few milliseconds of a refusal, far below what 10,000 levels could cost. */
  private static final Duration SOON = Duration.ofSeconds(2);

  static Stream<JsonNode> attacks() {
    return Stream.of(
        deep("$not"),
        deepLists(),
        deep("features.orders"),
        deep("traits.x"),
        wide("features.orders"),
        wideMistakes(),
        emptyGroups(),
        json("{'script::Runtime.exec':1}"),
        json("{'T(java.lang.Runtime).getRuntime().exec(\\'id\\')':1}".replace("\\'", "")),
        json("{'features.orders':{'$where':'function(){while(true);}'}}"),
        json("{'feat\u200Bures.orders':1}"),
        json("{'traits.\u202Eyrtnuoc':1}"),
        json("{'features.orders':'NaN'}"),
        json("{'features.orders':'Infinity'}"),
        json("{'features.orders':1e999999999}"),
        json("{'features.orders':1e-999999999}"),
        number(JSON.numberNode(Double.NaN)),
        number(JSON.numberNode(Double.POSITIVE_INFINITY)),
        number(JSON.numberNode(Float.NEGATIVE_INFINITY)),
        number(JSON.numberNode(Double.MAX_VALUE)),
        number(JSON.numberNode(BigInteger.TWO.pow(1_000_000))),
        number(JSON.numberNode(new BigDecimal(BigInteger.TWO.pow(1_000_000), 5))),
        json("{'performed':{'type':'view','within':'P999999999999999999999D'}}"),
        json("{'performed':{'type':'view','within':'PT9223372036854775807S'}}"),
        json("{'performed':{'type':'view','within':'P2147483647Y'}}"),
        json("{'performed':{'type':'view','count':99999999999999999999}}"),
        JSON.objectNode().put("x".repeat(1_000_000), 1),
        JSON.objectNode().put("traits.a", "x".repeat(1_000_000)));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isRefusedAtOnce(JsonNode attack) {
    long start = System.nanoTime();
    List<ConditionError> errors = errors(attack);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);

    assertThat(errors).isNotEmpty().hasSizeLessThanOrEqualTo(ConditionLimits.MAX_ERRORS + 1);
    assertThat(errors)
        .allSatisfy(error ->
            assertThat(error.detail().length() + error.pointer().length()).isLessThan(1_000));
    assertThat(taken).as("no attack may grow with its size").isLessThan(SOON);
  }

  @Test
  void invisibleCharactersAreShownInTheError() {
    assertThat(errors("{'feat\u200Bures.orders':1}").getFirst().detail())
        .contains("feat\\u200bures.orders");
  }

  private static JsonNode number(JsonNode number) {
    return JSON.objectNode().set("features.orders", number);
  }

  private static JsonNode deep(String key) {
    ObjectNode node = JSON.objectNode().put("features.orders", 1);
    for (int i = 0; i < 10_000; i++) {
      node = JSON.objectNode().set(key, node);
    }
    return node;
  }

  private static JsonNode deepLists() {
    JsonNode node = JSON.objectNode().put("features.orders", 1);
    for (int i = 0; i < 5_000; i++) {
      node = JSON.objectNode().set("$or", JSON.arrayNode().add(node));
    }
    return node;
  }

  private static JsonNode wide(String path) {
    List<JsonNode> clauses = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      clauses.add(JSON.objectNode().put(path, i));
    }
    return JSON.objectNode().set("$or", JSON.arrayNode().addAll(clauses));
  }

  private static JsonNode wideMistakes() {
    ObjectNode node = JSON.objectNode();
    for (int i = 0; i < 10_000; i++) {
      node.put("features.order" + i, i);
    }
    return node;
  }

  private static JsonNode emptyGroups() {
    List<JsonNode> groups = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      groups.add(JSON.objectNode());
    }
    return JSON.objectNode().set("$and", JSON.arrayNode().addAll(groups));
  }
}
