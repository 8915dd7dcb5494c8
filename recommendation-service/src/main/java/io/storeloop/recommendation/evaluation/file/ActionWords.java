package io.storeloop.recommendation.evaluation.file;

import io.storeloop.algorithms.ranking.Action;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How data sets write what a user did with an item. */
final class ActionWords {
  private static final Map<String, Action> WORDS =
      Map.ofEntries(
          Map.entry("view", Action.VIEW),
          Map.entry("click", Action.VIEW),
          Map.entry("pv", Action.VIEW),
          Map.entry("detail", Action.VIEW),
          Map.entry("browse", Action.VIEW),
          Map.entry("fav", Action.FAVOURITE),
          Map.entry("favourite", Action.FAVOURITE),
          Map.entry("favorite", Action.FAVOURITE),
          Map.entry("collect", Action.FAVOURITE),
          Map.entry("wishlist", Action.FAVOURITE),
          Map.entry("cart", Action.CART),
          Map.entry("addtocart", Action.CART),
          Map.entry("add_to_cart", Action.CART),
          Map.entry("add", Action.CART),
          Map.entry("purchase", Action.PURCHASE),
          Map.entry("buy", Action.PURCHASE),
          Map.entry("order", Action.PURCHASE),
          Map.entry("transaction", Action.PURCHASE));

  /** The Tmall contest's numbers. */
  private static final Map<String, Action> FROM_ZERO =
      Map.of("0", Action.VIEW, "1", Action.PURCHASE, "2", Action.FAVOURITE, "3", Action.CART);

  /** The numbers of later logs of the same marketplace. */
  private static final Map<String, Action> FROM_ONE =
      Map.of("1", Action.VIEW, "2", Action.FAVOURITE, "3", Action.CART, "4", Action.PURCHASE);

  private ActionWords() {}

  /** The action, or null where the text is none. */
  static @Nullable Action of(String text, boolean fromOne) {
    Action number = (fromOne ? FROM_ONE : FROM_ZERO).get(text);
    return number != null ? number : WORDS.get(text.toLowerCase(Locale.ROOT));
  }
}
