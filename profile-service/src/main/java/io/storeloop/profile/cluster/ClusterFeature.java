package io.storeloop.profile.cluster;

import io.storeloop.profile.grouping.Column;
import java.util.List;
import java.util.Optional;

/** The features by which profiles may be grouped. */
final class ClusterFeature {
  /** Those of a plan that names none: recency, frequency, money, attention. */
  static final List<String> DEFAULT =
      List.of("daysSinceSeen", "orders", "monetaryValue", "sessions", "views", "cartAdds");

  private static final List<Column> ALL =
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
          new Column("averageRating", false, "kind raters", "strict raters"));

  private ClusterFeature() {}

  /** By its name; empty for a feature that is unknown or no quantity. */
  static Optional<Column> find(String name) {
    return ALL.stream().filter(feature -> feature.name().equals(name)).findFirst();
  }

  static List<String> names() {
    return ALL.stream().map(Column::name).toList();
  }

  private static Column heavy(String name, String high, String low) {
    return new Column(name, true, high, low);
  }
}
