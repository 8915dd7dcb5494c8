package io.storeloop.demoshop;

import static io.storeloop.demoshop.ShopFixture.aShopOf;
import static io.storeloop.demoshop.ShopFixture.byShopper;
import static io.storeloop.demoshop.ShopFixture.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.storeloop.demoshop.ShopEvent.Type;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shares of the default shop, which a shop owner should find plausible. */
class ShopBehaviourTest {
  private static final DemoShop SHOP = DemoShop.open(aShopOf(DemoShopOptions.DEFAULT_SHOPPERS));
  private static final List<ShopEvent> EVENTS = SHOP.events().toList();

  private final Collection<Set<Type>> sessions =
      EVENTS.stream()
          .filter(event -> event.sessionId() != null)
          .collect(
              Collectors.groupingBy(
                  event -> Objects.requireNonNull(event.sessionId()),
                  Collectors.mapping(ShopEvent::type, Collectors.toSet())))
          .values();

  @Test
  void defaultShopHasAboutAQuarterOfAMillionEvents() {
    assertThat(EVENTS).hasSizeBetween(225_000, 275_000);
  }

  @Test
  void eventsGrowWithShoppers() {
    long ofAFifth = DemoShop.open(aShopOf(1_000)).events().count();

    assertThat(ofAFifth * 5).isCloseTo(EVENTS.size(), withinPercentage(15));
  }

  @Test
  void everyTypeOccurs() {
    assertThat(EVENTS.stream().map(ShopEvent::type).distinct())
        .containsExactlyInAnyOrder(Type.values());
  }

  @Test
  void fewSessionsBuyAndMostCartsAreAbandoned() {
    double carts = count(types -> types.contains(Type.ADD_TO_CART));

    assertThat(count(types -> types.contains(Type.PURCHASE)) / sessions.size())
        .isBetween(0.01, 0.06);
    assertThat(
            count(types -> types.contains(Type.ADD_TO_CART) && !types.contains(Type.PURCHASE))
                / carts)
        .isBetween(0.6, 0.8);
  }

  @Test
  void someOrdersHaveSeveralLines() {
    Map<String, Long> linesByOrder =
        of(Type.PURCHASE, EVENTS).stream()
            .collect(
                Collectors.groupingBy(
                    line -> Objects.requireNonNull(line.orderId()), Collectors.counting()));

    double several = linesByOrder.values().stream().filter(lines -> lines > 1).count();
    assertThat(several / linesByOrder.size()).isBetween(0.15, 0.5);
  }

  @Test
  void attentionHasALongTail() {
    List<Long> views =
        of(Type.VIEW, EVENTS).stream()
            .collect(
                Collectors.groupingBy(
                    view -> Objects.requireNonNull(view.itemId()), Collectors.counting()))
            .values()
            .stream()
            .sorted(Comparator.reverseOrder())
            .toList();

    double all = views.stream().mapToLong(Long::longValue).sum();
    assertThat(views.stream().limit(100).mapToLong(Long::longValue).sum() / all)
        .isBetween(0.45, 0.75);
    assertThat(views.stream().skip(250).mapToLong(Long::longValue).sum() / all)
        .isBetween(0.05, 0.3);
  }

  @Test
  void weekendsAndEveningsAreBusier() {
    double sunday = share(event -> weekday(event) == DayOfWeek.SUNDAY);
    double tuesday = share(event -> weekday(event) == DayOfWeek.TUESDAY);

    assertThat(sunday / tuesday).isGreaterThan(1.2);
    assertThat(share(event -> hour(event) == 20) / share(event -> hour(event) == 4))
        .isGreaterThan(5);
  }

  @Test
  void sandalsRiseDuringSpring() {
    Instant middle = SHOP.options().start().plusSeconds(45 * 86_400);
    List<ShopEvent> sandals =
        EVENTS.stream()
            .filter(event -> "shoes/sandals".equals(event.properties().get("category")))
            .toList();

    double late = sandals.stream().filter(event -> event.timestamp().isAfter(middle)).count();
    assertThat(late / sandals.size()).isGreaterThan(0.53);
  }

  @Test
  void replenishableGoodsAreBoughtAgainOthersHardlyEver() {
    Map<String, Long> timesBought =
        of(Type.PURCHASE, EVENTS).stream()
            .collect(
                Collectors.groupingBy(
                    line ->
                        ShopFixture.shopperOf(line)
                            + " "
                            + line.properties().get("category")
                            + " "
                            + line.itemId(),
                    Collectors.counting()));

    assertThat(boughtAgain(timesBought, true)).isGreaterThan(0.1);
    assertThat(boughtAgain(timesBought, false)).isLessThan(0.02);
  }

  @Test
  void someNeverSignInAndSomeUseTwoDevices() {
    Map<Integer, List<ShopEvent>> lives = byShopper(EVENTS);

    double signedIn =
        lives.values().stream()
            .filter(life -> life.stream().anyMatch(event -> event.userId() != null))
            .count();
    double twoDevices =
        lives.values().stream()
            .filter(life ->
                life.stream()
                        .map(ShopEvent::anonymousId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                    == 2)
            .count();
    double browsedFirst =
        lives.values().stream()
            .filter(life ->
                life.getFirst().userId() == null
                    && life.stream().anyMatch(event -> event.userId() != null))
            .count();
    assertThat(signedIn / lives.size()).isBetween(0.5, 0.75);
    assertThat(twoDevices / lives.size()).isBetween(0.1, 0.25);
    assertThat(browsedFirst / lives.size()).isBetween(0.25, 0.55);
  }

  @Test
  void mostReviewsAreKindAndSomeAreNot() {
    List<Integer> ratings =
        of(Type.REVIEW, EVENTS).stream().map(ShopEvent::rating).filter(Objects::nonNull).toList();

    double kind = ratings.stream().filter(stars -> stars >= 4).count();
    assertThat(kind / ratings.size()).isBetween(0.5, 0.8);
    assertThat(ratings).contains(1, 2, 3, 4, 5);
  }

  private double count(Predicate<Set<Type>> wanted) {
    return sessions.stream().filter(wanted).count();
  }

  private static double share(Predicate<ShopEvent> wanted) {
    return EVENTS.stream().filter(wanted).count() / (double) EVENTS.size();
  }

  private static double boughtAgain(Map<String, Long> timesBought, boolean replenishable) {
    List<Long> times =
        timesBought.entrySet().stream()
            .filter(entry ->
                Category.at(entry.getKey().split(" ")[1]).isReplenishable() == replenishable)
            .map(Map.Entry::getValue)
            .toList();
    return times.stream().filter(count -> count > 1).count() / (double) times.size();
  }

  private static DayOfWeek weekday(ShopEvent event) {
    return event.timestamp().atZone(ZoneOffset.UTC).getDayOfWeek();
  }

  private static int hour(ShopEvent event) {
    return event.timestamp().atZone(ZoneOffset.UTC).getHour();
  }
}
