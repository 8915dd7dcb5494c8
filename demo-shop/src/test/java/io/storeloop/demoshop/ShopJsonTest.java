package io.storeloop.demoshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShopJsonTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void eventIsWrittenWithTheFieldsThatApplyOnly() {
    ShopEvent event =
        new EventDraft(ShopEvent.Type.SEARCH)
            .query("wool sock")
            .property("resultCount", 3)
            .at(1_767_225_600_250L, "m-1", new EventDraft.Who(null, "d-1", "s-1"));

    String line = ShopJson.line(event);

    assertThat(line)
        .isEqualTo(
            "{\"messageId\":\"m-1\",\"type\":\"search\",\"anonymousId\":\"d-1\",\"sessionId\":\"s-1\","
                + "\"timestamp\":\"2026-01-01T00:00:00.250Z\",\"query\":\"wool sock\","
                + "\"properties\":{\"resultCount\":3}}");
  }

  @Test
  void everyKindOfEventIsReadBackAsItWas() {
    for (ShopEvent event : ShopFixture.middlingEvents().stream().limit(20_000).toList()) {
      JsonNode read = JSON.readTree(ShopJson.line(event));

      assertThat(read.get("messageId").asString()).isEqualTo(event.messageId());
      assertThat(read.get("type").asString()).isEqualTo(event.type().wireName());
      assertThat(Instant.parse(read.get("timestamp").asString())).isEqualTo(event.timestamp());
      assertThat(read.has("itemId")).isEqualTo(event.itemId() != null);
      assertThat(read.has("durationMillis")).isEqualTo(event.durationMillis() != null);
      if (event.price() != null) {
        assertThat(read.get("price").decimalValue()).isEqualByComparingTo(event.price());
      }
    }
  }

  @Test
  void everyItemIsReadBackAsItWas() {
    for (ShopItem item : ShopFixture.middling().items()) {
      JsonNode read = JSON.readTree(ShopJson.line(item));

      assertThat(read.propertyNames())
          .containsExactly(
              "itemId", "name", "category", "brand", "price", "currency", "inStock", "attributes");
      assertThat(read.get("brand").asString()).isEqualTo(item.brand());
      assertThat(read.get("price").decimalValue()).isEqualByComparingTo(item.price());
      assertThat(read.get("inStock").asBoolean()).isEqualTo(item.inStock());
      assertThat(read.get("attributes").get("colour").asString())
          .isEqualTo(item.attributes().get("colour"));
    }
  }

  @Test
  void awkwardTextSurvives() {
    for (String text :
        List.of("\"quoted\"", "back\\slash", "line\nbreak\ttab\u0001", "é 漢 😀", "\u2028")) {
      String line = ShopJson.line(anItemNamed(text));

      assertThat(line).doesNotContain("\n");
      assertThat(JSON.readTree(line).get("name").asString()).isEqualTo(text);
    }
  }

  @Test
  void loneSurrogatesAreEscapedSoThatTheLineIsValidUtf8() {
    for (String text : List.of("\ud83d", "\ude00", "a\ude00b", "\ud83d\ud83d\ude00")) {
      String line = ShopJson.line(anItemNamed(text));

      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(line).doesNotContain("\"?");
      assertThat(line).contains("\\ud");
    }
  }

  @Test
  void valueWithoutJsonFormIsRefused() {
    assertThatThrownBy(() -> new JsonLine().put("price", 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no JSON form for a class java.lang.Double");
  }

  private static ShopItem anItemNamed(String name) {
    return new ShopItem(
        "hat-1", name, "hats/wool", "Huset", new BigDecimal("9.99"), "EUR", true, Map.of());
  }
}
