package io.storeloop.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongListsTest {
  private static Map<String, Object> listOf(int products, String id) {
    return Map.of(
        "type",
        "list_view",
        "properties",
        Map.of(
            "category",
            "hats",
            "products",
            Collections.nCopies(products, Map.of(id, "hat", "price", 5, "name", "Hat"))));
  }

  @Test
  void aListThatFitsStaysAsItIs() {
    Set<String> repairs = new LinkedHashSet<>();
    Map<String, Object> event = listOf(84, "product_id"); // 2 + 84 · 3 = 254 properties

    assertThat(LongLists.shorten(event, repairs)).isSameAs(event);
    assertThat(repairs).isEmpty();
  }

  @Test
  void ofAListThatIsTooLongTheIdsAreKept() {
    Set<String> repairs = new LinkedHashSet<>();

    Map<String, Object> shortened = LongLists.shorten(listOf(85, "item_id"), repairs);

    assertThat(shortened.get("properties"))
        .isEqualTo(Map.of("category", "hats", "products", Collections.nCopies(85, "hat")));
    assertThat(repairs).containsExactly("list_shortened");
  }

  @Test
  void aListWithoutIdsIsLeftToTheRules() {
    Set<String> repairs = new LinkedHashSet<>();

    Map<String, Object> event = listOf(300, "title");

    assertThat(LongLists.shorten(event, repairs).get("properties"))
        .isEqualTo(event.get("properties"));
    assertThat(repairs).isEmpty();
    assertThat(LongLists.shorten(Map.of("properties", List.of()), repairs))
        .isEqualTo(Map.of("properties", List.of()));
  }
}
