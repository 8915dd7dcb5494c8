package io.storeloop.demoshop;

import static io.storeloop.demoshop.ShopFixture.byShopper;
import static io.storeloop.demoshop.ShopFixture.middling;
import static io.storeloop.demoshop.ShopFixture.middlingEvents;
import static io.storeloop.demoshop.ShopFixture.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.demoshop.ShopEvent.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for every event of every shop. */
class ShopEventsTest {
  private final DemoShop shop = middling();
  private final List<ShopEvent> events = middlingEvents();
  private final Map<String, ShopItem> items = ShopFixture.itemsById(shop);

  @Test
  void eventsComeInTheOrderOfTimeWithinThePeriod() {
    assertThat(events).isSortedAccordingTo(Comparator.comparing(ShopEvent::timestamp));
    assertThat(events.getFirst().timestamp()).isAfterOrEqualTo(shop.options().start());
    assertThat(events.getLast().timestamp()).isBefore(shop.options().endExclusive());
  }

  @Test
  void messageIdsAreUnique() {
    assertThat(events.stream().map(ShopEvent::messageId).distinct().count())
        .isEqualTo(events.size());
  }

  @Test
  void firstEventsOfALargeShopComeWithoutSimulatingTheRest() {
    DemoShop large = DemoShop.open(shop.options().withShoppers(20_000).withDays(1_000));

    assertThat(large.events().limit(1_000)).hasSize(1_000);
  }

  @Test
  void everyEventHasSomebody() {
    assertThat(events).allMatch(event -> event.userId() != null || event.anonymousId() != null);
  }

  @Test
  void sessionsAreSeparatedByMoreThanHalfAnHourAndHoldNoSuchGap() {
    Duration halfAnHour = Duration.ofMinutes(30);

    for (List<ShopEvent> life : byShopper(events).values()) {
      for (int i = 1; i < life.size(); i++) {
        ShopEvent before = life.get(i - 1);
        ShopEvent event = life.get(i);
        Duration gap = Duration.between(before.timestamp(), event.timestamp());
        boolean sameSession =
            before.sessionId() != null && before.sessionId().equals(event.sessionId());
        boolean sameRefund = before.sessionId() == null && event.sessionId() == null;
        assertThat(gap.compareTo(halfAnHour) > 0)
            .as("%s then %s", before, event)
            .isEqualTo(!sameSession || sameRefund);
      }
    }
  }

  @Test
  void sessionBelongsToOneDevice() {
    Map<String, Set<String>> devices =
        events.stream()
            .filter(event -> event.sessionId() != null)
            .collect(
                Collectors.groupingBy(
                    event -> Objects.requireNonNull(event.sessionId()),
                    Collectors.mapping(
                        event -> Objects.requireNonNull(event.anonymousId()), Collectors.toSet())));

    assertThat(devices.values()).allMatch(each -> each.size() == 1);
  }

  @Test
  void pricesAreCataloguePricesLessTheStatedDiscount() {
    List<ShopEvent> priced = events.stream().filter(event -> event.price() != null).toList();

    assertThat(priced).isNotEmpty();
    for (ShopEvent event : priced) {
      BigDecimal catalogue = items.get(event.itemId()).price();
      int discount = (Integer) event.properties().getOrDefault("discountPercent", 0);
      assertThat(discount).isBetween(0, 30);
      assertThat(event.price())
          .isEqualTo(
              catalogue
                  .multiply(BigDecimal.valueOf(100 - discount, 2))
                  .setScale(2, RoundingMode.HALF_UP));
      assertThat(event.currency()).isEqualTo("EUR");
    }
  }

  @Test
  void everyOrderLineHasItemPriceQuantityAndOrder() {
    assertThat(of(Type.PURCHASE, events))
        .isNotEmpty()
        .allMatch(line -> line.itemId() != null && line.price() != null && line.orderId() != null)
        .allMatch(line -> Optional.ofNullable(line.quantity()).orElse(0) >= 1);
  }

  @Test
  void orderIsOneCheckoutOfOneShopperAtOneMoment() {
    Map<String, Set<List<Object>>> orders =
        of(Type.PURCHASE, events).stream()
            .collect(
                Collectors.groupingBy(
                    line -> Objects.requireNonNull(line.orderId()),
                    Collectors.mapping(
                        line -> List.of(ShopFixture.shopperOf(line), line.timestamp()),
                        Collectors.toSet())));

    assertThat(orders.values()).allMatch(each -> each.size() == 1);
  }

  @Test
  void onlyWhatWasBoughtIsRefundedOrReviewed() {
    Map<String, ShopEvent> lines =
        of(Type.PURCHASE, events).stream()
            .collect(Collectors.toMap(line -> line.orderId() + line.itemId(), line -> line));

    assertThat(of(Type.REFUND, events))
        .isNotEmpty()
        .allSatisfy(refund -> {
          ShopEvent line = lines.get(refund.orderId() + refund.itemId());
          assertThat(line.timestamp()).isBefore(refund.timestamp());
          assertThat(line.price()).isEqualTo(refund.price());
          assertThat(line.quantity()).isEqualTo(refund.quantity());
        });
    assertThat(of(Type.REVIEW, events))
        .isNotEmpty()
        .allMatch(review -> lines.containsKey(review.orderId() + review.itemId()))
        .allMatch(review ->
            Optional.ofNullable(review.rating())
                .filter(stars -> stars >= 1 && stars <= 5)
                .isPresent());
  }

  @Test
  void viewsHaveADwellTimeOfAtMostTenMinutes() {
    assertThat(of(Type.VIEW, events))
        .allMatch(view -> {
          long millis = Optional.ofNullable(view.durationMillis()).orElse(-1L);
          return millis > 0 && millis <= 600_000;
        });
  }

  @Test
  void clicksTellListAndPosition() {
    assertThat(of(Type.CLICK, events))
        .allMatch(click ->
            click.listId() != null && Optional.ofNullable(click.position()).orElse(0) >= 1);
  }

  @Test
  void queriesAreWordsOfItems() {
    String names =
        items.values().stream()
            .map(item -> item.name() + " " + item.attributes().get("colour"))
            .collect(Collectors.joining(" "))
            .toLowerCase(java.util.Locale.ROOT);

    assertThat(of(Type.SEARCH, events))
        .allSatisfy(search ->
            assertThat(names).contains(Objects.requireNonNull(search.query()).split(" ")));
  }

  @Test
  void nothingIsSeenBeforeItsLaunchAndNothingOutOfStockIsBought() {
    Map<String, Instant> launched =
        ShopTruth.of(shop).items().stream()
            .collect(Collectors.toMap(ShopTruth.Item::itemId, ShopTruth.Item::launchedAt));

    assertThat(events)
        .filteredOn(event -> event.itemId() != null)
        .allMatch(event -> !event.timestamp().isBefore(launched.get(event.itemId())));
    assertThat(of(Type.PURCHASE, events)).allMatch(line -> items.get(line.itemId()).inStock());
  }

  @Test
  void deviceIsAnonymousUntilItsOnlyIdentify() {
    Map<String, String> users = new HashMap<>();
    Set<String> identified = new HashSet<>();

    for (ShopEvent event : events) {
      String device = event.anonymousId();
      if (device == null) {
        continue;
      }
      if (event.type() == Type.IDENTIFY) {
        assertThat(identified.add(device)).as("second identify of %s", device).isTrue();
        users.put(device, Objects.requireNonNull(event.userId()));
        assertThat(event.properties()).containsKeys("country", "ageBand", "newsletter");
      }
      assertThat(event.userId()).isEqualTo(users.get(device));
    }
  }
}
