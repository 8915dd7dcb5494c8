package io.storeloop.recommendation.interaction;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An item as the recommender knows it.
 *
 * @param index its place in this process's memory, from 0; given once, never reused
 * @param name absent as long as neither the catalogue nor an event has told it
 * @param available false when the catalogue says that it is deleted or out of stock
 */
public record CatalogueItem(
    int index,
    String itemId,
    @Nullable String name,
    @Nullable String category,
    boolean available,
    boolean deleted,
    ItemDetails details) {

  /** What a shopper reads: the name, or the id as long as there is none. */
  public String words() {
    return name == null ? itemId : name;
  }

  public @Nullable String brand() {
    return details.brand();
  }

  public @Nullable BigDecimal price() {
    return details.price();
  }
}
