package io.storeloop.common.conditions;

import java.util.List;

/**
 * What Storeloop knows of every shopper and every event: the vocabulary of segments and of campaign
 * rules.
 */
public final class ProfileVocabulary {
  private static final List<String> NUMBERS =
      List.of(
          "views",
          "listViews",
          "clicks",
          "cartAdds",
          "cartRemoves",
          "wishlists",
          "checkouts",
          "searches",
          "reviews",
          "averageRating",
          "orders",
          "purchasedUnits",
          "refunds",
          "returnRate",
          "monetaryValue",
          "averageOrderValue",
          "discountShare",
          "daysBetweenPurchases",
          "daysBetweenPurchasesDeviation",
          "abandonedCarts",
          "cartAbandonmentShare",
          "dwellMillis",
          "averageDwellMillis",
          "activeDays",
          "sessions",
          "browsingMillis",
          "actsPerSession",
          "ordersPerMonth",
          "recencyDays",
          "daysSinceSeen",
          "tenureDays",
          "averagePrice",
          "favouriteHour",
          "favouriteWeekday",
          "views7d",
          "cartAdds7d",
          "purchases7d",
          "activeDays7d",
          "views30d",
          "cartAdds30d",
          "purchases30d",
          "activeDays30d",
          "views90d",
          "cartAdds90d",
          "purchases90d",
          "activeDays90d");
  private static final List<String> STRINGS =
      List.of("priceBand", "favouriteCategory", "favouriteBrand", "favouriteDevice");
  private static final List<String> PREDICTIONS =
      List.of(
          "purchase.probability",
          "churn.probability",
          "lifetimeValue.value",
          "lifetimeValue.probability",
          "nextPurchase.value",
          "nextPurchase.probability");
  private static final List<String> EVENT_TYPES =
      List.of(
          "view",
          "list_view",
          "click",
          "add_to_cart",
          "remove_from_cart",
          "wishlist",
          "checkout",
          "purchase",
          "refund",
          "search",
          "review",
          "promotion_view",
          "promotion_click",
          "page",
          "custom",
          "identify");
  private static final List<String> EVENT_NUMBERS =
      List.of("quantity", "price", "rating", "position", "durationMillis");
  private static final List<String> EVENT_STRINGS =
      List.of(
          "itemId",
          "category",
          "brand",
          "currency",
          "orderId",
          "query",
          "listId",
          "recommendationId",
          "decisionId",
          "source");
  private static final int HOURS = 24;
  private static final int WEEKDAYS = 7;

  /** How every path of a prediction begins. */
  public static final String PREDICTION = "predictions.";

  /** Every path of a profile, every type and field of events. */
  public static final Vocabulary PROFILE = profile().build();

  private ProfileVocabulary() {}

  /** A fresh builder holding {@link #PROFILE}, for whoever knows more paths. */
  public static Vocabulary.Builder profile() {
    Vocabulary.Builder paths =
        Vocabulary.builder()
            .path("userId", ValueType.STRING)
            .path("cluster", ValueType.STRING)
            .path("segments", ValueType.STRING_LIST)
            .path("tags", ValueType.STRING_LIST)
            .path("traits.*", ValueType.SCALAR)
            .path("features.affinity.category.*", ValueType.NUMBER)
            .path("features.affinity.brand.*", ValueType.NUMBER);
    NUMBERS.forEach(name -> paths.path("features." + name, ValueType.NUMBER));
    STRINGS.forEach(name -> paths.path("features." + name, ValueType.STRING));
    PREDICTIONS.forEach(name -> paths.path(PREDICTION + name, ValueType.NUMBER));
    for (int hour = 0; hour < HOURS; hour++) {
      paths.path("features.hourShare." + hour, ValueType.NUMBER);
    }
    for (int weekday = 1; weekday <= WEEKDAYS; weekday++) {
      paths.path("features.weekdayShare." + weekday, ValueType.NUMBER);
    }
    EVENT_TYPES.forEach(paths::eventType);
    EVENT_NUMBERS.forEach(name -> paths.eventField(name, ValueType.NUMBER));
    EVENT_STRINGS.forEach(name -> paths.eventField(name, ValueType.STRING));
    return paths.eventField("properties.*", ValueType.SCALAR);
  }
}
