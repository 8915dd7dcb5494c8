package io.storeloop.recommendation.evaluation;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user did with an item, from weak to strong. */
enum EventKind {
  VIEW,
  FAVOURITE,
  CART,
  PURCHASE;

  private static final Map<String, EventKind> WORDS =
      Map.ofEntries(
          Map.entry("view", VIEW),
          Map.entry("click", VIEW),
          Map.entry("pv", VIEW),
          Map.entry("detail", VIEW),
          Map.entry("browse", VIEW),
          Map.entry("fav", FAVOURITE),
          Map.entry("favourite", FAVOURITE),
          Map.entry("favorite", FAVOURITE),
          Map.entry("collect", FAVOURITE),
          Map.entry("wishlist", FAVOURITE),
          Map.entry("cart", CART),
          Map.entry("addtocart", CART),
          Map.entry("add_to_cart", CART),
          Map.entry("add", CART),
          Map.entry("purchase", PURCHASE),
          Map.entry("buy", PURCHASE),
          Map.entry("order", PURCHASE),
          Map.entry("transaction", PURCHASE));

  /** The Tmall contest's numbers. */
  private static final Map<String, EventKind> NUMBERS =
      Map.of("0", VIEW, "1", PURCHASE, "2", FAVOURITE, "3", CART);

  /** The kind, or null where the text is none. */
  static @Nullable EventKind of(String text) {
    EventKind number = NUMBERS.get(text);
    return number != null ? number : WORDS.get(text.toLowerCase(Locale.ROOT));
  }
}
