package io.storeloop.profile.feature;

import static io.storeloop.common.events.EventType.ADD_TO_CART;
import static io.storeloop.common.events.EventType.CLICK;
import static io.storeloop.common.events.EventType.LIST_VIEW;
import static io.storeloop.common.events.EventType.PURCHASE;
import static io.storeloop.common.events.EventType.REFUND;
import static io.storeloop.common.events.EventType.REVIEW;
import static io.storeloop.common.events.EventType.VIEW;
import static io.storeloop.common.events.EventType.WISHLIST;
import static io.storeloop.profile.feature.FeatureDefinition.ACTS;
import static io.storeloop.profile.feature.FeatureDefinition.ALL;
import static io.storeloop.profile.feature.FeatureDefinition.EVER;
import static io.storeloop.profile.feature.StoredFeatures.countOf;

import io.storeloop.common.events.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The list of all features, in the order in which they are told. */
final class FeatureDefinitions {
  private static final List<EventType> BOUGHT = List.of(PURCHASE);
  private static final List<EventType> MONEY = List.of(PURCHASE, REFUND);
  private static final List<EventType> CARTS = List.of(ADD_TO_CART, PURCHASE);
  private static final List<EventType> INTEREST =
      List.of(VIEW, LIST_VIEW, CLICK, ADD_TO_CART, WISHLIST, PURCHASE, REVIEW);
  private static final List<Integer> WINDOWS = List.of(7, 30, 90);

  private FeatureDefinitions() {}

  static List<FeatureDefinition> all() {
    List<FeatureDefinition> all = new ArrayList<>();
    all.addAll(counts());
    all.addAll(purchases());
    all.addAll(carts());
    all.addAll(times());
    all.addAll(tastes());
    WINDOWS.forEach(days -> all.addAll(within(days)));
    return List.copyOf(all);
  }

  private static List<FeatureDefinition> counts() {
    return List.of(
        count("views", VIEW, "Items looked at."),
        count("listViews", LIST_VIEW, "Lists of items looked at."),
        count("clicks", CLICK, "Clicks on items."),
        count("cartAdds", ADD_TO_CART, "Times something was put into the cart."),
        count("cartRemoves", EventType.REMOVE_FROM_CART, "Times something was taken out again."),
        count("wishlists", WISHLIST, "Times something was put on the wish list."),
        count("checkouts", EventType.CHECKOUT, "Checkouts begun."),
        count("searches", EventType.SEARCH, "Searches."),
        count("reviews", REVIEW, "Reviews written."),
        number(
            "averageRating",
            "0 to 10",
            List.of(REVIEW),
            "Mean of the ratings given; absent without one.",
            StoredFeatures::averageRating));
  }

  private static List<FeatureDefinition> purchases() {
    return List.of(
        number(
            "orders",
            "",
            BOUGHT,
            "Orders by their ids; a purchase without an order id counts as an order of its own. "
                + "Exact below 1,024 order ids, estimated (about 3 %) from there on.",
            Behaviour::orders),
        number("purchasedUnits", "units", BOUGHT, "Units bought.", b -> b.purchasedUnits),
        count("refunds", REFUND, "Order lines given back."),
        number(
            "returnRate",
            "share in [0, 1]",
            MONEY,
            "Order lines given back / order lines bought, at most 1; absent without a purchase.",
            StoredFeatures::returnRate),
        number(
            "monetaryValue",
            "money",
            MONEY,
            "Σ price · quantity of purchases minus the same of refunds, in the currency sent. "
                + "0 for who bought nothing; absent for who bought at unknown prices only.",
            StoredFeatures::monetaryValue),
        number(
            "averageOrderValue",
            "money",
            MONEY,
            "monetaryValue / orders; absent without an order or a price.",
            StoredFeatures::averageOrderValue),
        number(
            "discountShare",
            "share in [0, 1]",
            BOUGHT,
            "Of the order lines that say whether they were reduced (properties.discount above 0, or a "
                + "price below properties.listPrice) those that were; absent without such a line.",
            StoredFeatures::discountShare),
        number(
            "daysBetweenPurchases",
            "days",
            BOUGHT,
            "Mean distance of neighbouring days (UTC) with a purchase; absent with fewer than two.",
            StoredFeatures::daysBetweenPurchases),
        number(
            "daysBetweenPurchasesDeviation",
            "days",
            BOUGHT,
            "Standard deviation (n - 1) of these distances; absent with fewer than three days.",
            StoredFeatures::daysBetweenPurchasesDeviation),
        asked(
            "ordersPerMonth",
            "orders in 30 days",
            EVER,
            BOUGHT,
            "orders / max(1, tenureDays / 30).",
            new Derivation.OrdersPerMonth()),
        asked(
            "recencyDays",
            "whole days",
            EVER,
            BOUGHT,
            "Since the last purchase; absent without one.",
            new Derivation.DaysSince(Moment.LAST_PURCHASE)));
  }

  private static List<FeatureDefinition> carts() {
    return List.of(
        asked(
            "abandonedCarts",
            "",
            EVER,
            CARTS,
            "Days (UTC) on which something was put into the cart and nothing was bought that day or the "
                + "next; a cart counts once both are over.",
            new Derivation.AbandonedCarts()),
        asked(
            "cartAbandonmentShare",
            "share in [0, 1]",
            EVER,
            CARTS,
            "abandonedCarts / (abandonedCarts + carts bought); absent as long as no cart has found its end.",
            new Derivation.CartAbandonmentShare()));
  }

  private static List<FeatureDefinition> times() {
    return List.of(
        number(
            "dwellMillis",
            "milliseconds",
            ALL,
            "Time spent, Σ durationMillis; absent as long as no event carried one.",
            StoredFeatures::dwellMillis),
        number(
            "averageDwellMillis",
            "milliseconds",
            ALL,
            "Mean of the durations given; absent without one.",
            StoredFeatures::averageDwellMillis),
        number(
            "activeDays",
            "days",
            ACTS,
            "Different days (UTC) with an act of the shopper.",
            b -> b.days.size()),
        number(
            "sessions",
            "",
            ACTS,
            "Stretches of acts without a pause of 30 minutes; late events may join two.",
            b -> b.sessions.count()),
        number(
            "browsingMillis",
            "milliseconds",
            ACTS,
            "From the first to the last act of each session, summed; absent without an act.",
            StoredFeatures::browsingMillis),
        number(
            "actsPerSession",
            "acts",
            ACTS,
            "Session depth: acts / sessions; absent without an act.",
            StoredFeatures::actsPerSession),
        asked(
            "daysSinceSeen",
            "whole days",
            EVER,
            ALL,
            "Since the last event.",
            new Derivation.DaysSince(Moment.LAST_SEEN)),
        asked(
            "tenureDays",
            "whole days",
            EVER,
            ALL,
            "Since the first event.",
            new Derivation.DaysSince(Moment.FIRST_SEEN)),
        number(
            "favouriteWeekday",
            "1 (Monday) to 7",
            ACTS,
            "The weekday (UTC) with most acts, the first of equals.",
            StoredFeatures::favouriteWeekday),
        number(
            "favouriteHour",
            "0 to 23",
            ACTS,
            "The hour (UTC) with most acts, the first of equals.",
            StoredFeatures::favouriteHour),
        new FeatureDefinition(
            "hourShare",
            FeatureType.SHARES,
            "share in [0, 1]",
            EVER,
            ACTS,
            "hourShare.<0 to 23>: share of acts in that hour (UTC); hours without are left out.",
            new Derivation.Stored(StoredFeatures::hourShare)),
        new FeatureDefinition(
            "weekdayShare",
            FeatureType.SHARES,
            "share in [0, 1]",
            EVER,
            ACTS,
            "weekdayShare.<1 (Monday) to 7>: share of acts on that weekday (UTC); weekdays without are "
                + "left out.",
            new Derivation.Stored(StoredFeatures::weekdayShare)));
  }

  private static List<FeatureDefinition> tastes() {
    return List.of(
        number(
            "averagePrice",
            "money",
            INTEREST,
            "Mean price of the items looked at, wanted and bought; absent without a known price.",
            StoredFeatures::averagePrice),
        new FeatureDefinition(
            "priceBand",
            FeatureType.STRING,
            "low, middle or high",
            EVER,
            INTEREST,
            "averagePrice against the price terciles of the catalogue; absent without either.",
            new Derivation.BandOfAveragePrice()),
        text(
            "favouriteCategory",
            "",
            INTEREST,
            "The category of greatest affinity, ties by name.",
            StoredFeatures::favouriteCategory),
        text(
            "favouriteBrand",
            "",
            INTEREST,
            "The brand of greatest affinity, ties by name.",
            StoredFeatures::favouriteBrand),
        text(
            "favouriteDevice",
            "desktop, mobile or tablet",
            ACTS,
            "The kind of device of most acts, ties by name; absent as long as no event says it.",
            StoredFeatures::favouriteDevice),
        new FeatureDefinition(
            "affinity",
            FeatureType.SHARES_BY_GROUP,
            "share in (0, 1]",
            "ever, halving in 30 days",
            INTEREST,
            "affinity.category.<name> and affinity.brand.<name>: share of the shopper's interest, "
                + "which halves in 30 days unless set otherwise; the 50 strongest of each.",
            new Derivation.Stored(StoredFeatures::affinity)));
  }

  private static List<FeatureDefinition> within(int days) {
    return List.of(
        within("views", VIEW, days, "Items looked at."),
        within("cartAdds", ADD_TO_CART, days, "Times something was put into the cart."),
        within("purchases", PURCHASE, days, "Order lines bought."),
        asked(
            "activeDays" + days + "d",
            "days",
            window(days),
            ACTS,
            "Different days (UTC) with an act of the shopper.",
            new Derivation.CountWithin(null, days)));
  }

  private static FeatureDefinition within(
      String name, EventType type, int days, String description) {
    return asked(
        name + days + "d",
        "",
        window(days),
        List.of(type),
        description,
        new Derivation.CountWithin(RecentDays.COUNTED.indexOf(type), days));
  }

  private static String window(int days) {
    return "today (UTC) and the %d days before".formatted(days - 1);
  }

  private static FeatureDefinition count(String name, EventType type, String description) {
    return number(name, "", List.of(type), description, countOf(type));
  }

  private static FeatureDefinition number(
      String name,
      String unit,
      List<EventType> sources,
      String description,
      Function<Behaviour, @Nullable Object> of) {
    return new FeatureDefinition(
        name, FeatureType.NUMBER, unit, EVER, sources, description, new Derivation.Stored(of));
  }

  private static FeatureDefinition text(
      String name,
      String unit,
      List<EventType> sources,
      String description,
      Function<Behaviour, @Nullable Object> of) {
    return new FeatureDefinition(
        name, FeatureType.STRING, unit, EVER, sources, description, new Derivation.Stored(of));
  }

  private static FeatureDefinition asked(
      String name,
      String unit,
      String window,
      List<EventType> sources,
      String description,
      Derivation derivation) {
    return new FeatureDefinition(
        name, FeatureType.NUMBER, unit, window, sources, description, derivation);
  }
}
