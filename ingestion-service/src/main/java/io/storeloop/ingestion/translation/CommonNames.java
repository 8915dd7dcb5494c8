package io.storeloop.ingestion.translation;

import io.storeloop.common.events.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The words that recommenders' clients use for what a shopper did, where the protocol leaves the
 * choice to the shop. Case, spaces, hyphens and underscores do not matter.
 */
public final class CommonNames {
  private static final Map<String, EventType> TYPES = types();

  private CommonNames() {}

  /** The type a word means; empty for a word of the shop's own. */
  public static Optional<EventType> typeOf(String word) {
    return Optional.ofNullable(TYPES.get(key(word)));
  }

  private static Map<String, EventType> types() {
    Map<EventType, List<String>> words =
        Map.of(
            EventType.VIEW, List.of("read", "watch", "product_view", "detail_page_view"),
            EventType.CLICK, List.of("product_click", "item_click"),
            EventType.ADD_TO_CART, List.of("cart", "basket", "product_add"),
            EventType.WISHLIST, List.of("like", "star", "favorite", "favourite", "bookmark"),
            EventType.CHECKOUT, List.of("begin_checkout", "start_checkout"),
            EventType.PURCHASE, List.of("buy", "order", "transaction"),
            EventType.REFUND, List.of("return"),
            EventType.REVIEW, List.of("rate", "rating"));
    Map<String, EventType> types = new HashMap<>();
    for (EventType type : EventType.values()) {
      types.put(key(type.wireName()), type);
    }
    words.forEach((type, synonyms) -> synonyms.forEach(word -> types.put(key(word), type)));
    types.remove(key(EventType.IDENTIFY.wireName())); // names a person, not what one does
    return types;
  }

  private static String key(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }
}
