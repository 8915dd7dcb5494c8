package io.storeloop.profile.feature;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of the features that depend on the time of asking, from what was written with the
 * profile. The database's copy of them, for populations, is in the segment feature.
 */
final class AskedFeatures {
  private static final long SECONDS_OF_DAY = 86_400;

  private final Instant now;
  private final Map<String, Object> stored;
  private final Map<?, ?> basis;
  private final List<Day> days;
  private final Moments moments;
  private final Optional<PriceTerciles> terciles;

  AskedFeatures(
      Instant now, Map<String, Object> stored, Moments moments, Optional<PriceTerciles> terciles) {
    this.now = now;
    this.stored = stored;
    this.basis = stored.get(Basis.NAME) instanceof Map<?, ?> map ? map : Map.of();
    this.days = days(basis);
    this.moments = moments;
    this.terciles = terciles;
  }

  /** Null is absent. */
  @Nullable Object value(FeatureDefinition feature) {
    return switch (feature.derivation()) {
      case Derivation.Stored ignored -> stored.get(feature.name());
      case Derivation.DaysSince(Moment moment) ->
          moment.of(moments).map(this::wholeDaysSince).orElse(null);
      case Derivation.OrdersPerMonth ignored -> ordersPerMonth();
      case Derivation.BandOfAveragePrice ignored -> band();
      case Derivation.CountWithin within -> countWithin(within);
      case Derivation.AbandonedCarts ignored -> abandonedCarts();
      case Derivation.CartAbandonmentShare ignored -> cartAbandonmentShare();
    };
  }

  private long wholeDaysSince(Instant from) {
    return Math.max(0, Duration.between(from, now).toDays());
  }

  private @Nullable Object ordersPerMonth() {
    if (!(stored.get("orders") instanceof Number orders)) {
      return null;
    }
    long month = Derivation.OrdersPerMonth.DAYS_PER_MONTH;
    long days = Math.max(month, wholeDaysSince(moments.firstSeen()));
    return BigDecimal.valueOf(orders.longValue() * month)
        .divide(BigDecimal.valueOf(days), Derivation.OrdersPerMonth.DECIMALS, RoundingMode.HALF_UP);
  }

  private @Nullable Object band() {
    return stored.get("averagePrice") instanceof Number price
        ? terciles.map(cuts -> cuts.band(new BigDecimal(price.toString()))).orElse(null)
        : null;
  }

  private long countWithin(Derivation.CountWithin within) {
    long sum = 0;
    for (Day day : days) {
      if (day.epochDay() > today() - within.days()) {
        sum += within.count() == null ? 1 : day.count(within.count());
      }
    }
    return sum;
  }

  /** Read once, because many windows look at them. */
  private static List<Day> days(Map<?, ?> basis) {
    return basis.get(Basis.DAYS) instanceof Map<?, ?> days
        ? days.entrySet().stream()
            .map(day -> new Day(Long.parseLong(String.valueOf(day.getKey())), day.getValue()))
            .toList()
        : List.of();
  }

  private record Day(long epochDay, @Nullable Object counts) {
    long count(int place) {
      return counts instanceof List<?> list && list.get(place) instanceof Number count
          ? count.longValue()
          : 0;
    }
  }

  private long abandonedCarts() {
    long open = 0;
    if (basis.get(Basis.OPEN) instanceof List<?> days) {
      for (Object day : days) {
        open += day instanceof Number number && number.longValue() >= today() - 1 ? 1 : 0;
      }
    }
    return number(Basis.UNBOUGHT) - open;
  }

  private @Nullable Object cartAbandonmentShare() {
    long abandoned = abandonedCarts();
    long decided = number(Basis.BOUGHT) + abandoned;
    return decided == 0
        ? null
        : BigDecimal.valueOf(abandoned)
            .divide(
                BigDecimal.valueOf(decided),
                Derivation.CartAbandonmentShare.DECIMALS,
                RoundingMode.HALF_UP);
  }

  private long number(String name) {
    return basis.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private long today() {
    return Math.floorDiv(now.getEpochSecond(), SECONDS_OF_DAY);
  }
}
