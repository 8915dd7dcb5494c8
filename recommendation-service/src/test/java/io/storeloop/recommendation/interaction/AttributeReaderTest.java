package io.storeloop.recommendation.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.ConditionLimits;
import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AttributeReaderTest {
  private final AttributeReader reader =
      new AttributeReader(JsonMapper.shared(), new SharedTexts());

  @Test
  void everyKindOfAttributeIsKeptByItsType() {
    Map<String, Value> attributes =
        reader.read(
            """
            {"colour": "red", "size": 42.5, "sale": true, "tags": ["new", "eco"], "box": {"w": 1}, "none": null}
            """);

    assertThat(attributes)
        .containsOnly(
            Map.entry("colour", Value.of("red")),
            Map.entry("size", Value.of(new BigDecimal("42.5"))),
            Map.entry("sale", Value.of(true)),
            Map.entry("tags", Value.of(List.of("new", "eco"))),
            Map.entry("box", new Value.OpaqueValue()));
  }

  @Test
  void anItemWithThousandsOfAttributesKeepsTheFirst() {
    String many =
        IntStream.range(0, 5_000)
            .mapToObj(number -> "\"a%04d\": %d".formatted(number, number))
            .collect(Collectors.joining(",", "{", "}"));

    Map<String, Value> attributes = reader.read(many);

    assertThat(attributes).hasSize(AttributeReader.MAX_ATTRIBUTES).containsKey("a0049");
  }

  @Test
  void aTextThatNoConditionCanNameExistsAndEqualsNothing() {
    String text = "x".repeat(ConditionLimits.MAX_TEXT_LENGTH + 1);

    Map<String, Value> attributes = reader.read("{\"story\": \"" + text + "\"}");

    assertThat(attributes).containsOnly(Map.entry("story", new Value.OpaqueValue()));
  }

  @Test
  void equalTextsAreOneObject() {
    Value first = reader.read("{\"colour\": \"red\"}").get("colour");
    Value second = reader.read("{\"colour\": \"red\"}").get("colour");

    assertThat(((Value.TextValue) second).text()).isSameAs(((Value.TextValue) first).text());
  }
}
