package io.storeloop.profile.feature;

import io.storeloop.common.events.Event;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the item of an event: said by the event itself, or else by the catalogue.
 *
 * @param price of one unit
 */
public record ItemFacts(
    @Nullable String category, @Nullable String brand, @Nullable BigDecimal price) {
  /** Nothing known. */
  public static final ItemFacts NONE = new ItemFacts(null, null, null);

  private static final int LONGEST_NAME = 200;

  /** Longer names are no names of a category or brand, and count as not given. */
  public ItemFacts {
    category = nameOrNull(category);
    brand = nameOrNull(brand);
  }

  /** What the event itself says. */
  public static ItemFacts saidBy(Event event) {
    return new ItemFacts(
        event.textProperty("category"), event.textProperty("brand"), event.price());
  }

  /** These facts, completed by others where there are none. */
  public ItemFacts orElse(ItemFacts other) {
    return new ItemFacts(
        category == null ? other.category : category,
        brand == null ? other.brand : brand,
        price == null ? other.price : price);
  }

  public boolean isComplete() {
    return category != null && brand != null && price != null;
  }

  private static @Nullable String nameOrNull(@Nullable String name) {
    return name == null || name.isBlank() || name.length() > LONGEST_NAME ? null : name;
  }
}
