package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.basket.Partner;
import io.storeloop.algorithms.repeat.RepeatPurchase;
import io.storeloop.algorithms.trend.TrendingItem;
import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.interaction.CatalogueItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says in words why an item is recommended: the shopper's own behaviour by name, or plainly that
 * there is none behind it.
 */
final class ReasonWords {
  /** Reasons named; more would not be read. */
  private static final int NAMED = 2;

  static final String POPULAR_FOR_STRANGER =
      "popular with other shoppers; we know nothing of your own behaviour yet";
  static final String POPULAR =
      "popular with other shoppers; nothing that you did yourself speaks for it";
  static final String RECENT = "new in the shop; not based on your own behaviour";
  static final String EXPLORED =
      "shown to find out who likes it; nothing that you did yourself speaks for it";
  static final String PINNED = "placed here by the shop; not based on your own behaviour";
  static final String NOTHING_KNOWN = "nothing is known that speaks for it";

  private ReasonWords() {}

  /** The sentence for a popular item that the shopper met before without buying it. */
  static String popularAndMet(CatalogueItem item, EventType type) {
    Evidence met = new Evidence(item, type, 0, 1);
    return "popular with other shoppers, and you " + verb(met) + " it" + place(met);
  }

  /** The sentence for an item that is asked for more than usual. */
  static String trending(TrendingItem item) {
    return String.format(
        Locale.ROOT,
        "asked for %.1f times as often as usual; not based on your own behaviour",
        item.rise());
  }

  /** The sentence for an item that is bought with another. */
  static String boughtTogether(CatalogueItem with, Partner partner) {
    return String.format(
        Locale.ROOT,
        "bought together with %s in %d baskets, %.1f times as often as by chance; not based on your own behaviour",
        with.words(),
        partner.together(),
        partner.lift());
  }

  /** The sentence for an item that the shopper buys again and again. */
  static String buyAgain(RepeatPurchase purchase) {
    String times = purchase.purchases() == 1 ? "once" : purchase.purchases() + " times";
    return "because you bought it %s, the last time %d days ago; it is usually bought again after %d days"
        .formatted(times, purchase.sinceLast().toDays(), Math.max(1, purchase.interval().toDays()));
  }

  /** The sentence for a new item that is like others. */
  static String alike(List<Evidence> evidence) {
    boolean own = evidence.stream().anyMatch(Evidence::ownBehaviour);
    return own
        ? "new, and like what you know: " + because(Source.PERSONAL, evidence)
        : "new, and like "
            + evidence.getFirst().item().words()
            + "; not based on your own behaviour";
  }

  /** The sentence for an item that is popular in a category that the evidence belongs to. */
  static String popularIn(String category, List<Evidence> evidence) {
    return "popular in " + category + ", " + because(Source.PERSONAL, evidence);
  }

  /** The sentence for an item that the shop has placed and that the evidence speaks for, too. */
  static String placedBeside(String reason) {
    return "placed here by the shop; also " + reason;
  }

  /**
   * The sentence for an item that other items speak for. What the shopper did is named before what
   * is merely in view.
   *
   * @param evidence all of it, the strongest first, not empty
   */
  static String because(Source source, List<Evidence> evidence) {
    List<Evidence> named = new ArrayList<>(NAMED);
    addNamed(evidence, true, named);
    addNamed(evidence, false, named);
    boolean own = source != Source.SIMILAR;
    StringBuilder words = new StringBuilder(own ? "because you " : "met by the same shoppers as ");
    int unnamed = evidence.size() - named.size();
    for (int place = 0; place < named.size(); place++) {
      if (place > 0) {
        words.append(unnamed == 0 ? " and " : ", ");
      }
      if (own) {
        words.append(verb(named.get(place))).append(' ');
      }
      words.append(named.get(place).item().words()).append(place(named.get(place)));
    }
    if (unnamed > 0) {
      words.append(" and ").append(unnamed).append(" more");
    }
    return words.append(ending(source)).toString();
  }

  private static String ending(Source source) {
    return switch (source) {
      case SIMILAR -> "; not based on your own behaviour";
      case SESSION -> ": visits like yours went on with it";
      default -> "";
    };
  }

  private static void addNamed(List<Evidence> evidence, boolean own, List<Evidence> named) {
    for (Evidence reason : evidence) {
      if (named.size() == NAMED) {
        return;
      }
      if (reason.ownBehaviour() == own) {
        named.add(reason);
      }
    }
  }

  private static String place(Evidence reason) {
    return reason.type() == EventType.ADD_TO_CART ? " into the cart" : "";
  }

  private static String verb(Evidence reason) {
    return switch (reason.type()) {
      case null -> "are looking at";
      case CLICK -> "clicked";
      case LIST_VIEW -> "saw";
      case ADD_TO_CART -> "put";
      case WISHLIST -> "wished for";
      case PURCHASE -> "bought";
      case REVIEW -> "liked";
      default -> "viewed";
    };
  }
}
