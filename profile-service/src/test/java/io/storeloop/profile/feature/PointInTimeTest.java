package io.storeloop.profile.feature;

import static io.storeloop.profile.EventFixture.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.profile.EventFixture;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Features as of t, taken from the profile as it was kept current event by event until then, equal
 * those of a recomputation from the events up to t in any order; and the newer ones those of plain
 * loops over these events.
 */
class PointInTimeTest {
  private static final Duration HALF_LIFE = Duration.ofDays(30);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAYS = 150;
  private static final int PROFILES = 100;
  private static final int MOMENTS = 10;

  @Test
  void aThousandPairsOfProfileAndMoment() {
    int pairs = 0;
    for (int profile = 0; profile < PROFILES; profile++) {
      Random random = new Random(profile);
      List<Event> log = log(random, 20 + random.nextInt(150));
      List<Instant> moments = new ArrayList<>();
      for (int i = 0; i < MOMENTS; i++) {
        moments.add(START.plusSeconds(1 + random.nextInt((DAYS + 20) * 86_400)));
      }
      Collections.sort(moments);
      Behaviour live = new Behaviour(HALF_LIFE);
      int next = 0;
      for (Instant moment : moments) {
        while (next < log.size() && !log.get(next).occurredAt().isAfter(moment)) {
          fold(live, log.get(next++));
          live = BehaviourState.unpack(BehaviourState.pack(live), HALF_LIFE);
        }
        if (next > 0) {
          List<Event> upTo = new ArrayList<>(log.subList(0, next));
          Map<String, Object> features = asOf(moment, live);
          Collections.shuffle(upTo, random);

          Behaviour again = new Behaviour(HALF_LIFE);
          upTo.forEach(event -> fold(again, event));

          assertThat(features)
              .as("profile %d at %s", profile, moment)
              .isEqualTo(asOf(moment, again))
              .containsAllEntriesOf(naive(upTo, moment));
        }
        pairs++;
      }
    }
    assertThat(pairs).isEqualTo(1_000);
  }

  /** By loops over the events and nothing else. */
  private static Map<String, Object> naive(Collection<Event> events, Instant now) {
    LocalDate today = day(now);
    long views30 = 0;
    long purchases90 = 0;
    TreeSet<LocalDate> active7 = new TreeSet<>();
    TreeSet<LocalDate> bought = new TreeSet<>();
    TreeSet<LocalDate> carts = new TreeSet<>();
    for (Event event : events) {
      LocalDate day = day(event.occurredAt());
      EventType type = event.type();
      views30 += type == EventType.VIEW && day.isAfter(today.minusDays(30)) ? 1 : 0;
      purchases90 += type == EventType.PURCHASE && day.isAfter(today.minusDays(90)) ? 1 : 0;
      if (type != EventType.IDENTIFY
          && type != EventType.REFUND
          && day.isAfter(today.minusDays(7))) {
        active7.add(day);
      }
      if (type == EventType.PURCHASE) {
        bought.add(day);
      }
      if (type == EventType.ADD_TO_CART) {
        carts.add(day);
      }
    }
    long abandoned = 0;
    for (LocalDate cart : carts) {
      boolean unbought = !bought.contains(cart) && !bought.contains(cart.plusDays(1));
      abandoned += unbought && cart.plusDays(1).isBefore(today) ? 1 : 0;
    }
    Map<String, Object> naive =
        new HashMap<>(
            Map.of(
                "views30d", views30,
                "purchases90d", purchases90,
                "activeDays7d", (long) active7.size(),
                "abandonedCarts", abandoned));
    if (bought.size() > 1) {
      long span = bought.first().until(bought.last(), ChronoUnit.DAYS);
      BigDecimal mean =
          BigDecimal.valueOf(span)
              .divide(BigDecimal.valueOf(bought.size() - 1L), 4, RoundingMode.HALF_UP)
              .stripTrailingZeros();
      naive.put("daysBetweenPurchases", mean.scale() < 0 ? mean.setScale(0) : mean);
    }
    return naive;
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static Map<String, Object> asOf(Instant now, Behaviour behaviour) {
    return FeatureCatalogue.asOf(
        now,
        FeatureCatalogue.stored(behaviour),
        behaviour.moments(),
        Optional.of(new PriceTerciles(new BigDecimal("30"), new BigDecimal("60"))));
  }

  private static void fold(Behaviour behaviour, Event event) {
    behaviour.apply(event, ItemFacts.saidBy(event));
  }

  private static List<Event> log(Random random, int count) {
    EventType[] types = EventType.values();
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant at = START.plusSeconds(random.nextInt(DAYS * 86_400));
      EventFixture event =
          a(types[random.nextInt(types.length)])
              .by("anna")
              .at(at)
              .received(at)
              .of("item-" + random.nextInt(20))
              .with("category", "category-" + random.nextInt(7))
              .with("device", random.nextBoolean() ? "mobile" : "desktop")
              .with("discount", random.nextInt(2))
              .lasting(random.nextInt(60_000));
      if (random.nextInt(3) > 0) {
        event.costing(Integer.toString(1 + random.nextInt(90)));
      }
      if (random.nextBoolean()) {
        event.inOrder("order-" + random.nextInt(20));
      }
      log.add(event.event());
    }
    log.sort(Comparator.comparing(Event::occurredAt));
    return log;
  }
}
