package io.storeloop.profile.feature;

import static io.storeloop.profile.feature.StoredFeatures.countOf;

import io.storeloop.common.events.EventType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All features, each defined once: the JSON of a profile, the paths of conditions, clusterings and
 * the documents follow this list. A value that is not known is absent, never 0 by pretence.
 */
public final class FeatureCatalogue {
  private static final List<FeatureDefinition> ALL =
      List.of(
          count("views", EventType.VIEW, "Items looked at."),
          count("listViews", EventType.LIST_VIEW, "Lists of items looked at."),
          count("clicks", EventType.CLICK, "Clicks on items."),
          count("cartAdds", EventType.ADD_TO_CART, "Times something was put into the cart."),
          count("cartRemoves", EventType.REMOVE_FROM_CART, "Times something was taken out again."),
          count("wishlists", EventType.WISHLIST, "Times something was put on the wish list."),
          count("checkouts", EventType.CHECKOUT, "Checkouts begun."),
          count("searches", EventType.SEARCH, "Searches."),
          count("reviews", EventType.REVIEW, "Reviews written."),
          number(
              "averageRating",
              "0 to 10",
              "Mean of the ratings given; absent without one.",
              StoredFeatures::averageRating),
          number(
              "orders",
              "",
              "Orders by their ids; a purchase without an order id counts as an order of its own. "
                  + "Exact up to 1,024 order ids, estimated (about 3 %) above.",
              Behaviour::orders),
          number("purchasedUnits", "units", "Units bought.", behaviour -> behaviour.purchasedUnits),
          count("refunds", EventType.REFUND, "Order lines given back."),
          number(
              "monetaryValue",
              "money",
              "Σ price · quantity of purchases minus the same of refunds, in the currency sent. "
                  + "0 for who bought nothing; absent for who bought at unknown prices only.",
              StoredFeatures::monetaryValue),
          number(
              "averageOrderValue",
              "money",
              "monetaryValue / orders; absent without an order or a price.",
              StoredFeatures::averageOrderValue),
          number(
              "dwellMillis",
              "milliseconds",
              "Time spent, Σ durationMillis; absent as long as no event carried one.",
              StoredFeatures::dwellMillis),
          number(
              "averageDwellMillis",
              "milliseconds",
              "Mean of the durations given; absent without one.",
              StoredFeatures::averageDwellMillis),
          number(
              "activeDays",
              "days",
              "Different days (UTC) with an act of the shopper.",
              behaviour -> behaviour.days.size()),
          number(
              "sessions",
              "",
              "Stretches of acts without a pause of 30 minutes; late events may join two.",
              behaviour -> behaviour.sessions.count()),
          derived(
              "ordersPerMonth",
              "orders in 30 days",
              "orders / max(1, tenureDays / 30).",
              new Derivation.OrdersPerMonth()),
          derived(
              "recencyDays",
              "whole days",
              "Since the last purchase; absent without one.",
              new Derivation.DaysSince(Moment.LAST_PURCHASE)),
          derived(
              "daysSinceSeen",
              "whole days",
              "Since the last event.",
              new Derivation.DaysSince(Moment.LAST_SEEN)),
          derived(
              "tenureDays",
              "whole days",
              "Since the first event.",
              new Derivation.DaysSince(Moment.FIRST_SEEN)),
          number(
              "averagePrice",
              "money",
              "Mean price of the items looked at, wanted and bought; absent without a known price.",
              StoredFeatures::averagePrice),
          new FeatureDefinition(
              "priceBand",
              FeatureType.STRING,
              "low, middle or high",
              "averagePrice against the price terciles of the catalogue; absent without either.",
              new Derivation.BandOfAveragePrice()),
          text(
              "favouriteCategory",
              "The category of greatest affinity, ties by name.",
              StoredFeatures::favouriteCategory),
          text(
              "favouriteBrand",
              "The brand of greatest affinity, ties by name.",
              StoredFeatures::favouriteBrand),
          number(
              "favouriteWeekday",
              "1 (Monday) to 7",
              "The weekday (UTC) with most acts, the first of equals.",
              StoredFeatures::favouriteWeekday),
          number(
              "favouriteHour",
              "0 to 23",
              "The hour (UTC) with most acts, the first of equals.",
              StoredFeatures::favouriteHour),
          new FeatureDefinition(
              "affinity",
              FeatureType.SHARES_BY_GROUP,
              "share in (0, 1]",
              "affinity.category.<name> and affinity.brand.<name>: share of the shopper's interest, "
                  + "which halves in 30 days unless set otherwise; the 50 strongest of each.",
              new Derivation.Stored(StoredFeatures::affinity)),
          new FeatureDefinition(
              "hourShare",
              FeatureType.SHARES,
              "share in [0, 1]",
              "hourShare.<0 to 23>: share of acts in that hour (UTC).",
              new Derivation.Stored(StoredFeatures::hourShare)),
          new FeatureDefinition(
              "weekdayShare",
              FeatureType.SHARES,
              "share in [0, 1]",
              "weekdayShare.<1 (Monday) to 7>: share of acts on that weekday (UTC).",
              new Derivation.Stored(StoredFeatures::weekdayShare)));

  private static final Map<String, FeatureDefinition> BY_NAME =
      ALL.stream().collect(Collectors.toMap(FeatureDefinition::name, Function.identity()));

  private FeatureCatalogue() {}

  /** Every feature, in the order in which it is told. */
  public static List<FeatureDefinition> all() {
    return ALL;
  }

  public static Optional<FeatureDefinition> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The features to be written with the profile. */
  public static Map<String, Object> stored(Behaviour behaviour) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FeatureDefinition feature : ALL) {
      if (feature.derivation() instanceof Derivation.Stored stored) {
        Object value = stored.of().apply(behaviour);
        if (value != null) {
          values.put(feature.name(), value);
        }
      }
    }
    return values;
  }

  /** All features as of now, from those that were written with the profile. */
  public static Map<String, Object> asOf(
      Instant now, Map<String, Object> stored, Moments moments, Optional<PriceTerciles> terciles) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FeatureDefinition feature : ALL) {
      Object value =
          switch (feature.derivation()) {
            case Derivation.Stored ignored -> stored.get(feature.name());
            case Derivation.DaysSince since -> daysSince(since.moment().of(moments), now);
            case Derivation.OrdersPerMonth ignored -> ordersPerMonth(stored, moments, now);
            case Derivation.BandOfAveragePrice ignored -> band(stored, terciles);
          };
      if (value != null) {
        values.put(feature.name(), value);
      }
    }
    return values;
  }

  private static @Nullable Object daysSince(Optional<Instant> moment, Instant now) {
    return moment.map(instant -> wholeDays(instant, now)).orElse(null);
  }

  private static long wholeDays(Instant from, Instant now) {
    return Math.max(0, Duration.between(from, now).toDays());
  }

  private static @Nullable Object ordersPerMonth(
      Map<String, Object> stored, Moments moments, Instant now) {
    if (!(stored.get("orders") instanceof Number orders)) {
      return null;
    }
    long month = Derivation.OrdersPerMonth.DAYS_PER_MONTH;
    long days = Math.max(month, wholeDays(moments.firstSeen(), now));
    return BigDecimal.valueOf(orders.longValue() * month)
        .divide(BigDecimal.valueOf(days), Derivation.OrdersPerMonth.DECIMALS, RoundingMode.HALF_UP);
  }

  private static @Nullable Object band(
      Map<String, Object> stored, Optional<PriceTerciles> terciles) {
    return stored.get("averagePrice") instanceof Number price
        ? terciles.map(cuts -> cuts.band(new BigDecimal(price.toString()))).orElse(null)
        : null;
  }

  private static FeatureDefinition count(String name, EventType type, String description) {
    return number(name, "", description, countOf(type));
  }

  private static FeatureDefinition number(
      String name, String unit, String description, Function<Behaviour, @Nullable Object> of) {
    return new FeatureDefinition(
        name, FeatureType.NUMBER, unit, description, new Derivation.Stored(of));
  }

  private static FeatureDefinition text(
      String name, String description, Function<Behaviour, @Nullable Object> of) {
    return new FeatureDefinition(
        name, FeatureType.STRING, "", description, new Derivation.Stored(of));
  }

  private static FeatureDefinition derived(
      String name, String unit, String description, Derivation derivation) {
    return new FeatureDefinition(name, FeatureType.NUMBER, unit, description, derivation);
  }
}
