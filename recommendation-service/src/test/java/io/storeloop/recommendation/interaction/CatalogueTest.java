package io.storeloop.recommendation.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private final Catalogue catalogue = new Catalogue();

  @Test
  void theNewestAreThoseThatAreToBeHad() {
    put("old", 1, true, false);
    put("sold out", 2, false, false);
    put("deleted", 3, true, true);
    put("new", 4, true, false);

    assertThat(newest()).containsExactly("new", "old");
  }

  @Test
  void anItemLeavesThemWithItsStockAndComesBackWithIt() {
    put("old", 1, true, false);
    put("new", 2, true, false);

    put("new", 2, false, false);
    List<String> without = newest();
    put("new", 2, true, false);

    assertThat(without).containsExactly("old");
    assertThat(newest()).containsExactly("new", "old");
  }

  @Test
  void olderOnesMoveUpWhenTheNewestAreSoldOut() {
    for (int item = 0; item <= NewestItems.LIMIT; item++) {
      put("item-" + item, item, true, false);
    }

    put("item-" + NewestItems.LIMIT, NewestItems.LIMIT, false, false);

    assertThat(newest()).hasSize(NewestItems.LIMIT).endsWith("item-0");
  }

  private void put(String itemId, long createdAt, boolean inStock, boolean deleted) {
    catalogue.put(
        itemId,
        null,
        null,
        inStock,
        deleted,
        new ItemDetails(null, null, null, Map.of(), createdAt));
  }

  private List<String> newest() {
    return Arrays.stream(catalogue.newest())
        .mapToObj(index -> catalogue.item(index).itemId())
        .toList();
  }
}
