package io.storeloop.profile.feature;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything a shopper did, folded into sums, sets and extremes from which features are told.
 *
 * <p>Applying events commutes, and so does merging two behaviours: the order in which events arrive
 * and how they are cut into batches do not matter. Size is bounded whatever the shopper does. An
 * event said to have happened after it arrived counts as happened when it arrived. Not thread-safe.
 */
public final class Behaviour {
  static final int HOURS = 24;
  static final int WEEKDAYS = 7;
  private static final long SECONDS_OF_DAY = 86_400;

  final Map<EventType, Long> byType = new EnumMap<>(EventType.class);
  final long[] byHour = new long[HOURS];
  final long[] byWeekday = new long[WEEKDAYS];
  Amounts ratings = Amounts.NONE;
  Amounts dwell = Amounts.NONE;
  Amounts seenPrices = Amounts.NONE;

  /** Value of purchase lines whose price is known. */
  Amounts purchased = Amounts.NONE;

  /** Value of refund lines whose price is known. */
  Amounts refunded = Amounts.NONE;

  Discounts discounts = Discounts.NONE;
  final long[] byDevice = new long[DeviceKind.values().length];
  long purchasedUnits;
  long purchasesWithoutOrder;
  DistinctIds orderIds = new DistinctIds();
  DaySet days = new DaySet();
  DaySet purchaseDays = new DaySet();
  DaySet cartDays = new DaySet();
  RecentDays recent = new RecentDays();
  SessionTimes sessions = new SessionTimes();
  Interests categories;
  Interests brands;
  @Nullable Moments moments;

  /** Nothing done yet. */
  public Behaviour(Duration interestHalfLife) {
    categories = new Interests(interestHalfLife);
    brands = new Interests(interestHalfLife);
  }

  /** Takes in that the shopper exists, and nothing of what they did. */
  public void notice(Event event) {
    Instant at =
        event.occurredAt().isBefore(event.receivedAt()) ? event.occurredAt() : event.receivedAt();
    Moments seen = Moments.of(at, false);
    moments = moments == null ? seen : moments.merge(seen);
  }

  /** Takes in one event; {@code facts} are what is known of its item. */
  public void apply(Event event, ItemFacts facts) {
    Instant at =
        event.occurredAt().isBefore(event.receivedAt()) ? event.occurredAt() : event.receivedAt();
    EventType type = event.type();
    byType.merge(type, 1L, Long::sum);
    Moments seen = Moments.of(at, type == EventType.PURCHASE);
    moments = moments == null ? seen : moments.merge(seen);
    if (event.durationMillis() != null) {
      dwell = dwell.plus(event.durationMillis());
    }
    if (isActOfShopper(type)) {
      presence(event, at);
    }
    switch (type) {
      case REVIEW -> review(event);
      case PURCHASE -> purchase(event, facts, at);
      case ADD_TO_CART -> cartDays.add(dayOf(at));
      case REFUND -> refund(event, facts);
      default -> {}
    }
    interest(type, facts, at);
  }

  /** Takes in everything another behaviour of the same shopper holds. */
  public void merge(Behaviour other) {
    other.byType.forEach((type, count) -> byType.merge(type, count, Long::sum));
    addAll(byHour, other.byHour);
    addAll(byWeekday, other.byWeekday);
    addAll(byDevice, other.byDevice);
    discounts = discounts.merge(other.discounts);
    ratings = ratings.merge(other.ratings);
    dwell = dwell.merge(other.dwell);
    seenPrices = seenPrices.merge(other.seenPrices);
    purchased = purchased.merge(other.purchased);
    refunded = refunded.merge(other.refunded);
    purchasedUnits += other.purchasedUnits;
    purchasesWithoutOrder += other.purchasesWithoutOrder;
    orderIds.merge(other.orderIds);
    days.merge(other.days);
    purchaseDays.merge(other.purchaseDays);
    cartDays.merge(other.cartDays);
    recent.merge(other.recent);
    sessions.merge(other.sessions);
    categories.merge(other.categories);
    brands.merge(other.brands);
    if (other.moments != null) {
      moments = moments == null ? other.moments : moments.merge(other.moments);
    }
  }

  /**
   * First and last time seen, last purchase.
   *
   * @throws NullPointerException before the first event
   */
  public Moments moments() {
    return Objects.requireNonNull(moments, "no event applied yet");
  }

  /** Acts of the shopper. */
  long acts() {
    return Arrays.stream(byWeekday).sum();
  }

  long count(EventType type) {
    return byType.getOrDefault(type, 0L);
  }

  /** Orders by their ids; a purchase without an order id is an order of its own. */
  long orders() {
    return orderIds.count() + purchasesWithoutOrder;
  }

  private void presence(Event event, Instant at) {
    ZonedDateTime time = at.atZone(ZoneOffset.UTC);
    byHour[time.getHour()]++;
    byWeekday[time.getDayOfWeek().getValue() - 1]++;
    days.add(dayOf(at));
    recent.add(event.type(), dayOf(at));
    sessions.add(at);
    DeviceKind.of(event).ifPresent(kind -> byDevice[kind.ordinal()]++);
  }

  private void review(Event event) {
    if (event.rating() != null) {
      ratings = ratings.plus(event.rating());
    }
  }

  private void purchase(Event event, ItemFacts facts, Instant at) {
    purchasedUnits += units(event);
    purchaseDays.add(dayOf(at));
    discounts = discounts.plus(event);
    if (event.orderId() == null) {
      purchasesWithoutOrder++;
    } else {
      orderIds.add(event.orderId());
    }
    if (facts.price() != null) {
      purchased = purchased.plus(value(event, facts.price()));
    }
  }

  private void refund(Event event, ItemFacts facts) {
    if (facts.price() != null) {
      refunded = refunded.plus(value(event, facts.price()));
    }
  }

  private void interest(EventType type, ItemFacts facts, Instant at) {
    double weight = InterestWeight.of(type);
    if (weight == 0) {
      return;
    }
    if (facts.category() != null) {
      categories.add(facts.category(), weight, at);
    }
    if (facts.brand() != null) {
      brands.add(facts.brand(), weight, at);
    }
    if (facts.price() != null) {
      seenPrices = seenPrices.plus(facts.price());
    }
  }

  private static int dayOf(Instant at) {
    return Math.toIntExact(Math.floorDiv(at.getEpochSecond(), SECONDS_OF_DAY));
  }

  /** What a shopper does: everything but saying who they are, and being refunded. */
  static boolean isActOfShopper(EventType type) {
    return type != EventType.IDENTIFY && type != EventType.REFUND;
  }

  private static BigDecimal value(Event event, BigDecimal price) {
    return price.multiply(BigDecimal.valueOf(units(event)));
  }

  private static long units(Event event) {
    return event.quantity() == null ? 1 : event.quantity();
  }

  private static void addAll(long[] sums, long[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
  }
}
