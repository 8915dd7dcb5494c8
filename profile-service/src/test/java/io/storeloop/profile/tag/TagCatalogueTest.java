package io.storeloop.profile.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.ProfileVocabulary;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TagCatalogueTest {
  @ParameterizedTest
  @MethodSource("tags")
  void everyTagIsAConditionThatAnybodyMayWrite(Tag tag) {
    assertThat(
            ConditionParser.parse(
                ConditionWriter.write(tag.condition()), ProfileVocabulary.PROFILE))
        .isEqualTo(tag.condition());
  }

  @ParameterizedTest
  @MethodSource("tags")
  void theDocumentDescribesEveryTag(Tag tag) throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "features.md")))
        .contains("| `%s` | %s |".formatted(tag.name(), tag.description()));
  }

  @Test
  void tagsFollowFromFeatures() {
    assertThat(names(Map.of("tenureDays", 29L, "activeDays", 1))).containsExactly("new");
    assertThat(names(Map.of("tenureDays", 30L, "activeDays", 2))).containsExactly("returning");
    assertThat(
            names(Map.of("orders", 2L, "returnRate", new BigDecimal("0.5"), "priceBand", "high")))
        .containsExactly("repeat buyer", "big spender", "serial returner");
    assertThat(names(Map.of("favouriteHour", 23, "activeDays", 3)))
        .containsExactly("returning", "night owl");
  }

  @Test
  void whatIsNotKnownMakesNoTag() {
    assertThat(names(Map.of())).isEmpty();
    assertThat(names(Map.of("abandonedCarts", 5L))).isEmpty();
  }

  private static List<String> names(Map<String, Object> features) {
    return TagCatalogue.of(features).stream().map(tagged -> tagged.tag().name()).toList();
  }

  static List<Tag> tags() {
    return TagCatalogue.all();
  }
}
