package io.storeloop.recommendation.recommend;

import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.interaction.CatalogueItem;
import java.util.ArrayList;
import java.util.List;

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

  private ReasonWords() {}

  /** The sentence for a popular item that the shopper met before without buying it. */
  static String popularAndMet(CatalogueItem item, EventType type) {
    Evidence met = new Evidence(item, type, 0, 1);
    return "popular with other shoppers, and you " + verb(met) + " it" + place(met);
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
    boolean personal = source == Source.PERSONAL;
    StringBuilder words =
        new StringBuilder(personal ? "because you " : "met by the same shoppers as ");
    int unnamed = evidence.size() - named.size();
    for (int place = 0; place < named.size(); place++) {
      if (place > 0) {
        words.append(unnamed == 0 ? " and " : ", ");
      }
      if (personal) {
        words.append(verb(named.get(place))).append(' ');
      }
      words.append(named.get(place).item().words()).append(place(named.get(place)));
    }
    if (unnamed > 0) {
      words.append(" and ").append(unnamed).append(" more");
    }
    return words.append(personal ? "" : "; not based on your own behaviour").toString();
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
