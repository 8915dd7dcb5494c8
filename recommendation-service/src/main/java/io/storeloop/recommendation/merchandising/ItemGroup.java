package io.storeloop.recommendation.merchandising;

import io.storeloop.recommendation.interaction.CatalogueItem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By what items are counted together; an item without it is counted with nobody. */
public enum ItemGroup {
  CATEGORY,
  BRAND;

  static Optional<ItemGroup> ofWireName(String name) {
    return Arrays.stream(values()).filter(group -> group.wireName().equals(name)).findFirst();
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public @Nullable String of(CatalogueItem item) {
    return this == CATEGORY ? item.category() : item.brand();
  }
}
