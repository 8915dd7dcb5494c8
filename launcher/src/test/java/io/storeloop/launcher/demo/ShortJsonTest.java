package io.storeloop.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShortJsonTest {
  private final ShortJson shortJson = new ShortJson(2);

  @Test
  void whatFitsOnALineStaysOnOne() {
    assertThat(shortJson.text(json("{\"userId\": \"anna\", \"views\": 3}"), ""))
        .isEqualTo("{\"userId\": \"anna\", \"views\": 3}");
  }

  @Test
  void longThingsAreCutAndSayHowMuchIsMissing() {
    String word = "x".repeat(60);
    JsonNode json =
        json("{\"a\": \"%s\", \"b\": \"%s\", \"c\": 1, \"d\": 2}".formatted(word, word));

    String text = shortJson.text(json, "");

    assertThat(text.lines())
        .containsExactly(
            "{", "  \"a\": \"" + word + "\",", "  \"b\": \"" + word + "\",", "  … 2 more", "}");
  }

  @Test
  void longNumbersAreRounded() {
    assertThat(shortJson.text(json("{\"share\": 0.11326220103906383, \"money\": 1234.567}"), ""))
        .isEqualTo("{\"share\": 0.113, \"money\": 1234.57}");
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
