package io.storeloop.profile.cluster;

import io.storeloop.profile.grouping.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The features by which profiles may be grouped. */
final class ClusterFeature {
  /** Those of a plan that names none: recency, frequency, money, attention. */
  static final List<String> DEFAULT =
      List.of("daysSinceSeen", "orders", "monetaryValue", "sessions", "views", "cartAdds");

  private static final List<Column> EVER =
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
          heavy("abandonedCarts", "many abandoned carts", "few abandoned carts"),
          heavy("daysBetweenPurchases", "long between purchases", "short between purchases"),
          heavy("daysBetweenPurchasesDeviation", "irregular buyers", "regular buyers"),
          heavy("browsingMillis", "much time in the shop", "little time in the shop"),
          heavy("actsPerSession", "deep visits", "shallow visits"),
          even("averageRating", "kind raters", "strict raters"),
          even("returnRate", "sending much back", "keeping what they buy"),
          even("discountShare", "buying the reduced", "buying at full price"),
          even("cartAbandonmentShare", "carts mostly abandoned", "carts mostly bought"));

  private static final List<Integer> WINDOWS = List.of(7, 30, 90);

  private static final List<Column> ALL =
      Stream.concat(EVER.stream(), WINDOWS.stream().flatMap(ClusterFeature::within)).toList();

  /** Numbers that are no quantities, with the reason. */
  static final Map<String, String> NO_QUANTITIES =
      Map.of(
          "favouriteWeekday", "weekdays go round, Sunday is as near to Monday as Tuesday is",
          "favouriteHour", "hours go round, 23 is as near to 0 as 1 is");

  /** Shares of a shopper's interest; each stands for as many columns as there are names. */
  private static final List<String> SHARES = List.of("affinity.category", "affinity.brand");

  /** Names of one kind by which profiles are grouped, those of most profiles' interest. */
  static final int MOST_SHARES = 50;

  private ClusterFeature() {}

  /** By the name of its column; empty for one that is unknown, no quantity or no single share. */
  static Optional<Column> find(String name) {
    return ALL.stream()
        .filter(feature -> feature.name().equals(name))
        .findFirst()
        .or(() ->
            SHARES.stream()
                .filter(of -> name.startsWith(of + "."))
                .findFirst()
                .map(of -> share(of, name)));
  }

  /** Whether it stands for the shares of a whole: {@code affinity.category}. */
  static boolean isShares(String name) {
    return SHARES.contains(name);
  }

  /** The column of one share of a whole: {@code affinity.category.Shoes}. */
  static String shareColumn(String of, String named) {
    return of + "." + named;
  }

  /** What may be asked for. */
  static List<String> names() {
    return Stream.concat(ALL.stream().map(Column::name), SHARES.stream()).toList();
  }

  private static Column share(String of, String name) {
    String named = name.substring(of.length() + 1);
    return new Column(name, false, "keen on " + named, "hardly any " + named, of);
  }

  private static Stream<Column> within(int days) {
    String window = " in %d days".formatted(days);
    return Stream.of(
        heavy("views" + days + "d", "keen browsers" + window, "hardly browsing" + window),
        heavy("cartAdds" + days + "d", "full carts" + window, "hardly any carts" + window),
        heavy("purchases" + days + "d", "much bought" + window, "little bought" + window),
        heavy("activeDays" + days + "d", "often there" + window, "seldom there" + window));
  }

  /** Shares and ratings: no value is many times another. */
  private static Column even(String name, String high, String low) {
    return new Column(name, false, high, low);
  }

  private static Column heavy(String name, String high, String low) {
    return new Column(name, true, high, low);
  }
}
