package io.storeloop.ingestion.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.edge.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

class JsonSlicesTest {
  private static Slice slice(String text) {
    return Slice.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> elements(String array) {
    return JsonSlices.elements(slice(array)).stream().map(Slice::text).toList();
  }

  @Test
  void anArrayIsCutAtItsOwnCommasOnly() {
    assertThat(elements("\ufeff [ {\"a\": [1, 2]} , \"x,]\\\"\" ,3]"))
        .containsExactly("{\"a\": [1, 2]}", "\"x,]\\\"\"", "3");
    assertThat(elements("[ ]")).isEmpty();
  }

  @Test
  void anElementThatCannotBeReadIsStillCutOut() {
    assertThat(elements("[{\"a\" 1}, {\"b\": 2}]")).containsExactly("{\"a\" 1}", "{\"b\": 2}");
  }

  @Test
  void anObjectIsCutIntoItsMembers() {
    var members = JsonSlices.members(slice("{\"a\" : {\"b\": \"}\"}, \"c:\":[1,2]}"));

    assertThat(members.keySet()).containsExactly("a", "c:");
    assertThat(members.get("c:").text()).isEqualTo("[1,2]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[1", "[1,]", "[,1]", "[1,,2]", "[{]}", "[\"a]", "[1]]", "[\"\\\"]"})
  void whatIsNotClosedAsItWasOpenedIsRefused(String array) {
    assertThatThrownBy(() -> JsonSlices.elements(slice(array)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("malformed_json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\"}", "{a: 1}", "{\"a\": }", "{\"a\": 1,}", "{\"a\" 1: 2}"})
  void anObjectWithoutNamesAndValuesIsRefused(String object) {
    assertThatThrownBy(() -> JsonSlices.members(slice(object)))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aNameGivenTwiceIsRefused() {
    assertThatThrownBy(() -> JsonSlices.members(slice("{\"a\": 1, \"a\": 2}")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("duplicate_field"));
  }

  @Test
  void agreesWithAParserOnEveryWellFormedArray() {
    Random random = new Random(7);
    JsonMapper json = new JsonMapper();
    for (int round = 0; round < 500; round++) {
      ArrayNode array = json.createArrayNode();
      for (int i = random.nextInt(6); i > 0; i--) {
        array.add(value(json, random, 4));
      }
      String text = random.nextBoolean() ? array.toString() : array.toPrettyString();

      List<JsonNode> read = elements(text).stream().map(json::readTree).toList();

      assertThat(read).isEqualTo(List.copyOf(array.valueStream().toList()));
    }
  }

  private static JsonNode value(JsonMapper json, Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> json.getNodeFactory().numberNode(random.nextInt());
      case 1 -> json.getNodeFactory().stringNode("[\\\"{,:" + random.nextInt(9) + "}]\u00e4\n");
      case 2 -> json.getNodeFactory().nullNode();
      case 3 ->
          json.createObjectNode().set("k\"" + random.nextInt(9), value(json, random, depth - 1));
      default -> json.createArrayNode().add(value(json, random, depth - 1));
    };
  }
}
