package io.storeloop.profile.feature;

import static io.storeloop.profile.EventFixture.a;
import static io.storeloop.profile.EventFixture.aPurchase;
import static io.storeloop.profile.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.profile.EventFixture;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {
  private static final Duration HALF_LIFE = Duration.ofDays(30);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void moneyOrdersAndUnitsAreCountedByLine() {
    Map<String, Object> features =
        FeatureCatalogue.stored(
            of(
                aPurchase().by("anna").inOrder("o-1").costing("10.50").times(2).event(),
                aPurchase().by("anna").inOrder("o-1").costing("4").event(),
                aPurchase().by("anna").costing("5").event(),
                a(EventType.REFUND).by("anna").inOrder("o-1").costing("4").event()));

    // 2 · 10.50 + 4 + 5 - 4 = 26; two orders: o-1 and the one without an id
    assertThat(features)
        .containsEntry("orders", 2L)
        .containsEntry("purchasedUnits", 4L)
        .containsEntry("refunds", 1L)
        .containsEntry("monetaryValue", new BigDecimal("26"))
        .containsEntry("averageOrderValue", new BigDecimal("13"));
  }

  @Test
  void whatIsNotKnownIsAbsent() {
    Map<String, Object> nothingBought = FeatureCatalogue.stored(of(aView().by("anna").event()));
    Map<String, Object> priceUnknown = FeatureCatalogue.stored(of(aPurchase().by("anna").event()));

    assertThat(nothingBought)
        .containsEntry("monetaryValue", new BigDecimal("0"))
        .doesNotContainKeys(
            "averageOrderValue", "averageRating", "averagePrice", "dwellMillis", "affinity");
    assertThat(priceUnknown)
        .containsEntry("orders", 1L)
        .doesNotContainKeys("monetaryValue", "averageOrderValue");
  }

  @Test
  void interestHalvesInAHalfLife() {
    Map<String, Object> features =
        FeatureCatalogue.stored(
            of(
                aView().by("anna").at(START).with("category", "shoes").event(),
                aView().by("anna").at(START.plus(HALF_LIFE)).with("category", "hats").event()));

    // shoes ½, hats 1 → 1/3 and 2/3
    assertThat(features.get("affinity"))
        .isEqualTo(Map.of("category", Map.of("hats", 0.666667, "shoes", 0.333333)));
    assertThat(features).containsEntry("favouriteCategory", "hats");
  }

  @Test
  void actsWithoutAPauseOfHalfAnHourAreOneSession() {
    assertThat(sessions(0, 29, 58)).isEqualTo(1L);
    assertThat(sessions(0, 30)).isEqualTo(2L);
    assertThat(sessions(0, 40, 20)).isEqualTo(1L); // the late act at 20 joins the two
  }

  @Test
  void purchasesHaveARhythm() {
    Map<String, Object> features =
        FeatureCatalogue.stored(
            of(
                aPurchase().by("anna").at("2026-03-01T10:00:00Z").event(),
                aPurchase().by("anna").at("2026-03-01T23:00:00Z").event(),
                aPurchase().by("anna").at("2026-03-05T00:00:00Z").event(),
                aPurchase().by("anna").at("2026-03-15T12:00:00Z").event()));
    Map<String, Object> once = FeatureCatalogue.stored(of(aPurchase().by("anna").event()));

    // days 1, 5, 15 of March: distances 4 and 10, mean 7, deviation √(((4-7)² + (10-7)²) / 1) = √18
    assertThat(features)
        .containsEntry("daysBetweenPurchases", new BigDecimal("7"))
        .containsEntry("daysBetweenPurchasesDeviation", new BigDecimal("4.2426"));
    assertThat(once).doesNotContainKeys("daysBetweenPurchases", "daysBetweenPurchasesDeviation");
  }

  @Test
  void aCartIsAbandonedWhenNothingWasBoughtThatDayOrTheNext() {
    Behaviour anna =
        of(
            a(EventType.ADD_TO_CART).by("anna").at("2026-03-01T10:00:00Z").event(),
            aPurchase().by("anna").at("2026-03-02T23:59:59Z").event(),
            a(EventType.ADD_TO_CART).by("anna").at("2026-03-04T10:00:00Z").event(),
            a(EventType.ADD_TO_CART).by("anna").at("2026-03-04T11:00:00Z").event(),
            a(EventType.ADD_TO_CART).by("anna").at("2026-03-10T10:00:00Z").event());

    // the cart of the 1st is bought, that of the 4th abandoned, that of the 10th open until the
    // 11th is over
    assertThat(asOf("2026-03-11T23:59:59Z", anna))
        .containsEntry("abandonedCarts", 1L)
        .containsEntry("cartAbandonmentShare", new BigDecimal("0.500000"));
    assertThat(asOf("2026-03-12T00:00:00Z", anna))
        .containsEntry("abandonedCarts", 2L)
        .containsEntry("cartAbandonmentShare", new BigDecimal("0.666667"));
    assertThat(asOf("2026-03-12T00:00:00Z", of(aView().by("ben").event())))
        .containsEntry("abandonedCarts", 0L)
        .doesNotContainKey("cartAbandonmentShare");
  }

  @Test
  void discountsCountWhereALineSaysSo() {
    Map<String, Object> features =
        FeatureCatalogue.stored(
            of(
                aPurchase().by("anna").costing("8").with("discount", 2).event(),
                aPurchase().by("anna").costing("8").with("discount", "0").event(),
                aPurchase().by("anna").costing("8").with("listPrice", 10).event(),
                aPurchase().by("anna").costing("8").with("listPrice", "8.00").event(),
                aPurchase().by("anna").costing("8").with("discount", "WELCOME10").event(),
                aPurchase().by("anna").costing("8").event()));

    // four lines say so, two were reduced
    assertThat(features).containsEntry("discountShare", new BigDecimal("0.5"));
    assertThat(FeatureCatalogue.stored(of(aPurchase().by("anna").event())))
        .doesNotContainKey("discountShare");
  }

  @Test
  void whatIsGivenBackIsAShareOfWhatWasBought() {
    assertThat(
            FeatureCatalogue.stored(
                of(
                    aPurchase().by("anna").event(),
                    aPurchase().by("anna").event(),
                    aPurchase().by("anna").event(),
                    a(EventType.REFUND).by("anna").event())))
        .containsEntry("returnRate", new BigDecimal("0.3333"));
    assertThat(FeatureCatalogue.stored(of(a(EventType.REFUND).by("anna").event())))
        .doesNotContainKey("returnRate");
  }

  @Test
  void sessionsHaveALengthAndADepth() {
    Behaviour anna =
        of(
            aView().by("anna").at(START).event(),
            aView().by("anna").at(START.plusSeconds(600)).event(),
            aView().by("anna").at(START.plusSeconds(7_200)).event());

    // two sessions, of 600 s and of 0 s; three acts
    assertThat(FeatureCatalogue.stored(anna))
        .containsEntry("browsingMillis", 600_000L)
        .containsEntry("actsPerSession", new BigDecimal("1.5"));
  }

  @ParameterizedTest
  @CsvSource({
    "device,Mobile,mobile",
    "device,tablet,tablet",
    "device,fridge,",
    "userAgent,Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148,mobile",
    "userAgent,Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Mobile/15E148,tablet",
    "userAgent,Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120 Mobile Safari/537.36,mobile",
    "userAgent,Mozilla/5.0 (Linux; Android 14; Tab S9) Chrome/120 Safari/537.36,tablet",
    "userAgent,Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Firefox/120.0,desktop"
  })
  void eventsMaySayFromWhichDeviceTheyCome(String where, String said, String kind) {
    EventFixture view = aView().by("anna");
    Event event =
        where.equals("device")
            ? view.with("device", said).event()
            : view.with("context", Map.of("userAgent", said)).event();

    assertThat(FeatureCatalogue.stored(of(event)).get("favouriteDevice")).isEqualTo(kind);
  }

  @Test
  void countsWithinAWindowFallWhileNothingHappens() {
    Behaviour anna =
        of(
            aView().by("anna").at("2026-01-01T23:59:59Z").event(),
            aView().by("anna").at("2026-03-25T00:00:00Z").event(),
            aPurchase().by("anna").at("2026-03-31T12:00:00Z").event());

    assertThat(asOf("2026-03-31T12:00:00Z", anna))
        .containsEntry("views7d", 1L) // 25 March is the seventh day back, today included
        .containsEntry("views90d", 2L) // and 1 January the 90th
        .containsEntry("purchases7d", 1L)
        .containsEntry("activeDays90d", 3L);
    assertThat(asOf("2026-04-01T00:00:00Z", anna))
        .containsEntry("views7d", 0L)
        .containsEntry("views30d", 1L)
        .containsEntry("views90d", 1L);
  }

  @Test
  void hoursAndWeekdaysAreShares() {
    Map<String, Object> features =
        FeatureCatalogue.stored(
            of(
                aView().by("anna").at("2026-03-02T10:15:00Z").event(),
                aView().by("anna").at("2026-03-02T10:45:00Z").event(),
                aView().by("anna").at("2026-03-04T21:00:00Z").event()));

    // 2 March 2026 is a Monday
    assertThat(features).containsEntry("favouriteHour", 10).containsEntry("favouriteWeekday", 1);
    assertThat(features)
        .containsEntry("hourShare", Map.of("10", 0.666667, "21", 0.333333))
        .containsEntry("weekdayShare", Map.of("1", 0.666667, "3", 0.333333));
  }

  @Test
  void timeDependentFeaturesAreTrueAtTheTimeOfAsking() {
    Behaviour anna =
        of(
            aPurchase().by("anna").at(START).costing("20").event(),
            aView().by("anna").at(START.plus(Duration.ofDays(10))).costing("100").event());
    Instant asOf = START.plus(Duration.ofDays(60)).plusSeconds(5);
    PriceTerciles terciles = new PriceTerciles(new BigDecimal("50"), new BigDecimal("80"));

    Map<String, Object> features =
        FeatureCatalogue.asOf(
            asOf, FeatureCatalogue.stored(anna), anna.moments(), Optional.of(terciles));

    // one order in 60 days is half an order in 30; mean price (20 + 100) / 2 = 60
    assertThat(features)
        .containsEntry("recencyDays", 60L)
        .containsEntry("daysSinceSeen", 50L)
        .containsEntry("tenureDays", 60L)
        .containsEntry("ordersPerMonth", new BigDecimal("0.5000"))
        .containsEntry("priceBand", "middle");
  }

  @Test
  void anEventOfTheFutureCountsWhenItArrived() {
    Instant tomorrow = START.plus(Duration.ofDays(1));

    Behaviour behaviour = of(aView().by("anna").at(tomorrow).received(START).event());

    assertThat(behaviour.moments().lastSeen()).isEqualTo(START);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neitherOrderNorBatchesNorStoringMatter(long seed) {
    Random random = new Random(seed);
    List<Event> events = events(random, 400);
    Map<String, Object> expected = FeatureCatalogue.stored(of(events.toArray(Event[]::new)));

    Collections.shuffle(events, random);
    Behaviour merged = new Behaviour(HALF_LIFE);
    int from = 0;
    while (from < events.size()) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(60));
      Behaviour part = of(events.subList(from, to).toArray(Event[]::new));
      merged.merge(BehaviourState.unpack(BehaviourState.pack(part), HALF_LIFE));
      merged = BehaviourState.unpack(BehaviourState.pack(merged), HALF_LIFE);
      from = to;
    }

    assertThat(FeatureCatalogue.stored(merged)).isEqualTo(expected);
  }

  private static List<Event> events(Random random, int count) {
    List<Event> events = new ArrayList<>();
    EventType[] types = EventType.values();
    for (int i = 0; i < count; i++) {
      EventFixture event =
          a(types[random.nextInt(types.length)])
              .by("anna")
              .at(START.plusSeconds(random.nextInt(90 * 86_400)))
              .received(START.plus(Duration.ofDays(91)))
              .of("item-" + random.nextInt(20))
              .with("category", "category-" + random.nextInt(7))
              .with("brand", "brand-" + random.nextInt(30))
              .lasting(random.nextInt(60_000))
              .with(random.nextBoolean() ? "discount" : "listPrice", random.nextInt(3) * 40)
              .with("device", random.nextBoolean() ? "mobile" : "desktop")
              .rated(Integer.toString(random.nextInt(10)));
      if (random.nextInt(3) > 0) {
        event.costing(BigDecimal.valueOf(random.nextInt(10_000), 2).toString());
      }
      if (random.nextBoolean()) {
        event.inOrder("order-" + random.nextInt(40)).times(1 + random.nextInt(3));
      }
      events.add(event.event());
    }
    return events;
  }

  private static Object sessions(int... minutes) {
    Behaviour behaviour = new Behaviour(HALF_LIFE);
    for (int minute : minutes) {
      Event view = aView().by("anna").at(START.plus(Duration.ofMinutes(minute))).event();
      behaviour.apply(view, ItemFacts.saidBy(view));
    }
    return FeatureCatalogue.stored(behaviour).get("sessions");
  }

  private static Map<String, Object> asOf(String instant, Behaviour behaviour) {
    return FeatureCatalogue.asOf(
        Instant.parse(instant),
        FeatureCatalogue.stored(behaviour),
        behaviour.moments(),
        Optional.empty());
  }

  private static Behaviour of(Event... events) {
    Behaviour behaviour = new Behaviour(HALF_LIFE);
    for (Event event : events) {
      behaviour.apply(event, ItemFacts.saidBy(event));
    }
    return behaviour;
  }
}
