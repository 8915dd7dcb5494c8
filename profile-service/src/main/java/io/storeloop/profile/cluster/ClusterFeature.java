package io.storeloop.profile.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A feature by which profiles may be grouped, with the words for groups that have much or little of
 * it.
 *
 * @param heavyTailed counts and money: the logarithm is taken first
 */
record ClusterFeature(String name, boolean heavyTailed, String high, String low) {
  /** Those of a plan that names none: recency, frequency, money, attention. */
  static final List<String> DEFAULT =
      List.of("daysSinceSeen", "orders", "monetaryValue", "sessions", "views", "cartAdds");

  private static final List<ClusterFeature> ALL =
      List.of(
          heavy("orders", "frequent buyers", "rare buyers"),
          heavy("monetaryValue", "big spenders", "small spenders"),
          heavy("daysSinceSeen", "long away", "here lately"),
          heavy("recencyDays", "last purchase long ago", "bought lately"),
          heavy("sessions", "frequent visitors", "rare visitors"),
          heavy("activeDays", "there on many days", "there on few days"),
          heavy("views", "keen browsers", "brief lookers"),
          heavy("cartAdds", "full carts", "hardly any carts"),
          heavy("averageOrderValue", "large orders", "small orders"),
          heavy("purchasedUnits", "many units", "few units"),
          heavy("averagePrice", "expensive taste", "thrifty taste"),
          heavy("ordersPerMonth", "often buying", "seldom buying"),
          heavy("tenureDays", "old acquaintances", "newcomers"),
          heavy("listViews", "list readers", "few lists"),
          heavy("clicks", "many clicks", "few clicks"),
          heavy("cartRemoves", "second thoughts", "no second thoughts"),
          heavy("wishlists", "wishers", "few wishes"),
          heavy("checkouts", "many checkouts", "few checkouts"),
          heavy("searches", "searchers", "few searches"),
          heavy("reviews", "reviewers", "few reviews"),
          heavy("refunds", "many returns", "few returns"),
          heavy("dwellMillis", "long dwellers", "short stays"),
          heavy("averageDwellMillis", "slow readers", "quick readers"),
          new ClusterFeature("averageRating", false, "kind raters", "strict raters"));

  /** By its name; empty for a feature that is unknown or no quantity. */
  static Optional<ClusterFeature> find(String name) {
    return ALL.stream().filter(feature -> feature.name.equals(name)).findFirst();
  }

  static List<String> names() {
    return ALL.stream().map(ClusterFeature::name).toList();
  }

  private static ClusterFeature heavy(String name, String high, String low) {
    return new ClusterFeature(name, true, high, low);
  }
}
