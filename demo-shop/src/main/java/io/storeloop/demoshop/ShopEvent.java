package io.storeloop.demoshop;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a shopper did, with the fields of the canonical event; a field that does not apply is
 * null.
 *
 * <p>An event has a {@code userId}, an {@code anonymousId} or both. {@code identify} carries both
 * ids, and the traits in {@code properties}.
 *
 * @param price of one piece, after any discount; {@code properties.discountPercent} says how much
 *     was taken off the catalogue price
 * @param position place in the list {@code listId} from which the item was chosen, from 1
 * @param properties text, numbers and booleans by name, in the order in which they are written
 */
public record ShopEvent(
    String messageId,
    Type type,
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String sessionId,
    Instant timestamp,
    @Nullable String itemId,
    @Nullable Integer quantity,
    @Nullable BigDecimal price,
    @Nullable String currency,
    @Nullable String orderId,
    @Nullable String query,
    @Nullable Integer rating,
    @Nullable Integer position,
    @Nullable String listId,
    @Nullable Long durationMillis,
    Map<String, Object> properties) {

  /** What the shopper did. */
  public enum Type {
    PAGE,
    LIST_VIEW,
    SEARCH,
    CLICK,
    VIEW,
    WISHLIST,
    ADD_TO_CART,
    REMOVE_FROM_CART,
    CHECKOUT,
    PURCHASE,
    REFUND,
    REVIEW,
    IDENTIFY;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON, such as {@code add_to_cart}. */
    public String wireName() {
      return wireName;
    }
  }
}
