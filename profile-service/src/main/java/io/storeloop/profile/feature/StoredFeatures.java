package io.storeloop.profile.feature;

import io.storeloop.common.events.EventType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The formulas of the features that are told from behaviour alone. */
final class StoredFeatures {
  private static final int DECIMALS = 4;
  private static final double SHARE_DECIMALS = 1e6;

  private StoredFeatures() {}

  static Function<Behaviour, @Nullable Object> countOf(EventType type) {
    return behaviour -> behaviour.count(type);
  }

  static @Nullable Object averageRating(Behaviour behaviour) {
    return average(behaviour.ratings);
  }

  static @Nullable Object averagePrice(Behaviour behaviour) {
    return average(behaviour.seenPrices);
  }

  static @Nullable Object averageDwellMillis(Behaviour behaviour) {
    return average(behaviour.dwell);
  }

  /** Absent as long as no event said how long it lasted. */
  static @Nullable Object dwellMillis(Behaviour behaviour) {
    return behaviour.dwell.count() == 0 ? null : behaviour.dwell.sum().longValueExact();
  }

  /** 0 for who bought nothing; absent for who bought at prices nobody knows. */
  static @Nullable BigDecimal monetaryValue(Behaviour behaviour) {
    boolean bought = behaviour.count(EventType.PURCHASE) > 0;
    if (bought && behaviour.purchased.count() == 0) {
      return null;
    }
    return plain(behaviour.purchased.sum().subtract(behaviour.refunded.sum()));
  }

  static @Nullable Object averageOrderValue(Behaviour behaviour) {
    BigDecimal value = monetaryValue(behaviour);
    return value == null || behaviour.orders() == 0 ? null : ratio(value, behaviour.orders());
  }

  static @Nullable Object returnRate(Behaviour behaviour) {
    long bought = behaviour.count(EventType.PURCHASE);
    long returned = Math.min(bought, behaviour.count(EventType.REFUND));
    return bought == 0 ? null : ratio(BigDecimal.valueOf(returned), bought);
  }

  static @Nullable Object discountShare(Behaviour behaviour) {
    Discounts discounts = behaviour.discounts;
    return discounts.told() == 0
        ? null
        : ratio(BigDecimal.valueOf(discounts.reduced()), discounts.told());
  }

  static @Nullable Object daysBetweenPurchases(Behaviour behaviour) {
    int[] days = behaviour.purchaseDays.stream().toArray();
    return days.length < 2
        ? null
        : ratio(BigDecimal.valueOf(days[days.length - 1] - (long) days[0]), days.length - 1L);
  }

  /** In whole numbers up to the root: (n·Σg² - (Σg)²) / (n·(n - 1)). */
  static @Nullable Object daysBetweenPurchasesDeviation(Behaviour behaviour) {
    int[] days = behaviour.purchaseDays.stream().toArray();
    long gaps = days.length - 1L;
    if (gaps < 2) {
      return null;
    }
    long squares = 0;
    for (int i = 1; i < days.length; i++) {
      long gap = days[i] - (long) days[i - 1];
      squares += gap * gap;
    }
    long sum = days[days.length - 1] - (long) days[0];
    double variance = (double) (gaps * squares - sum * sum) / (gaps * (gaps - 1));
    return plain(BigDecimal.valueOf(Math.sqrt(variance)).setScale(DECIMALS, RoundingMode.HALF_UP));
  }

  static @Nullable Object browsingMillis(Behaviour behaviour) {
    return behaviour.sessions.count() == 0 ? null : behaviour.sessions.millis();
  }

  static @Nullable Object actsPerSession(Behaviour behaviour) {
    long sessions = behaviour.sessions.count();
    return sessions == 0 ? null : ratio(BigDecimal.valueOf(behaviour.acts()), sessions);
  }

  static @Nullable Object favouriteDevice(Behaviour behaviour) {
    return place(behaviour.byDevice, 0) instanceof Integer place
        ? DeviceKind.values()[place].wireName()
        : null;
  }

  static @Nullable Object affinity(Behaviour behaviour) {
    Map<String, Object> groups = new LinkedHashMap<>();
    putUnlessEmpty(groups, "category", behaviour.categories.shares());
    putUnlessEmpty(groups, "brand", behaviour.brands.shares());
    return groups.isEmpty() ? null : groups;
  }

  static @Nullable Object favouriteCategory(Behaviour behaviour) {
    return first(behaviour.categories);
  }

  static @Nullable Object favouriteBrand(Behaviour behaviour) {
    return first(behaviour.brands);
  }

  static @Nullable Object favouriteHour(Behaviour behaviour) {
    return place(behaviour.byHour, 0);
  }

  static @Nullable Object favouriteWeekday(Behaviour behaviour) {
    return place(behaviour.byWeekday, 1);
  }

  static @Nullable Object hourShare(Behaviour behaviour) {
    return shares(behaviour.byHour, 0);
  }

  static @Nullable Object weekdayShare(Behaviour behaviour) {
    return shares(behaviour.byWeekday, 1);
  }

  private static @Nullable Object average(Amounts amounts) {
    return amounts.count() == 0 ? null : ratio(amounts.sum(), amounts.count());
  }

  private static BigDecimal ratio(BigDecimal sum, long count) {
    return plain(sum.divide(BigDecimal.valueOf(count), DECIMALS, RoundingMode.HALF_UP));
  }

  /** Without trailing zeros and without an exponent: 5, 12.5, 1200. */
  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  private static @Nullable Object first(Interests interests) {
    return interests.strongest().orElse(null);
  }

  /** The place of the largest count, the first of equals; null when all are 0. */
  private static @Nullable Object place(long[] counts, int firstPlace) {
    int largest = 0;
    for (int i = 1; i < counts.length; i++) {
      if (counts[i] > counts[largest]) {
        largest = i;
      }
    }
    return counts[largest] == 0 ? null : firstPlace + largest;
  }

  /** By place, without places of no count; null when all are 0. */
  private static @Nullable Object shares(long[] counts, int firstPlace) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    if (sum == 0) {
      return null;
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        double share = Math.round(counts[i] * SHARE_DECIMALS / sum) / SHARE_DECIMALS;
        shares.put(Integer.toString(firstPlace + i), share);
      }
    }
    return shares;
  }

  private static void putUnlessEmpty(
      Map<String, Object> groups, String name, Map<String, Double> shares) {
    if (!shares.isEmpty()) {
      groups.put(name, shares);
    }
  }
}
