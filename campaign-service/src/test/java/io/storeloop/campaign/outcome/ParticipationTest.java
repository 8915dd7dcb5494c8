package io.storeloop.campaign.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.lifecycle.Goal;
import io.storeloop.campaign.statistic.Participant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParticipationTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.500Z");
  private static final Goal WEEK = new Goal(7);
  private static final UUID AUTUMN = new UUID(0, 1);
  private static final UUID WINTER = new UUID(0, 2);

  private static OpenedWindow decided(
      UUID campaign, long number, Instant at, @Nullable Instant exposedAt) {
    return new OpenedWindow(
        new UUID(1, number),
        campaign,
        "u:anna",
        "ten",
        null,
        at,
        WEEK,
        exposedAt,
        false,
        null,
        null);
  }

  private static Deed bought(Instant at, String revenue) {
    return purchase("u:anna", at, new BigDecimal(revenue), "EUR");
  }

  private static Deed purchase(
      String shopper, Instant at, @Nullable BigDecimal revenue, String currency) {
    return new Deed(shopper, "purchase", at, revenue, null, currency, Map.of());
  }

  private static List<Conversion> conversions(List<OpenedWindow> windows, List<Deed> deeds) {
    return Participation.of(windows, deeds).stream()
        .flatMap(participation -> participation.conversion().stream())
        .toList();
  }

  @Test
  void twoDecisionsAndThreeOrderLinesAreOneConversionWithAllTheirRevenue() {
    List<OpenedWindow> windows =
        List.of(
            decided(AUTUMN, 1, NOON, NOON.plusSeconds(1)),
            decided(AUTUMN, 2, NOON.plusSeconds(60), null));
    List<Deed> purchases =
        List.of(
            bought(NOON.plusSeconds(90), "10.10"),
            bought(NOON.plusSeconds(90), "5.00"),
            bought(NOON.plusSeconds(3600), "1.00"));

    List<Conversion> conversions = conversions(windows, purchases);

    assertThat(conversions)
        .containsExactly(
            new Conversion(
                AUTUMN,
                "u:anna",
                new UUID(1, 2),
                NOON.plusSeconds(90),
                true,
                Map.of("EUR", new BigDecimal("16.10"))));
  }

  @Test
  void theWindowIsHalfOpenAndBeginsWithTheWholeSecond() {
    OpenedWindow window = decided(AUTUMN, 1, NOON, null);

    assertThat(window.contains(Instant.parse("2026-03-01T12:00:00Z"))).isTrue();
    assertThat(window.contains(Instant.parse("2026-03-01T11:59:59.999Z"))).isFalse();
    assertThat(window.contains(NOON.plus(WEEK.window()).minusNanos(1))).isTrue();
    assertThat(window.contains(NOON.plus(WEEK.window()))).isFalse();
  }

  @Test
  void aPurchaseCountsForEveryCampaignWhoseWindowItFallsInto() {
    List<OpenedWindow> windows =
        List.of(decided(AUTUMN, 1, NOON, null), decided(WINTER, 2, NOON.plus(WEEK.window()), null));

    assertThat(conversions(windows, List.of(bought(NOON.plus(WEEK.window()).minusSeconds(1), "1"))))
        .extracting(Conversion::campaignId)
        .containsExactly(AUTUMN);
  }

  @Test
  void aPurchaseBeforeTheOfferWasSeenDoesNotFollowIt() {
    List<OpenedWindow> windows = List.of(decided(AUTUMN, 1, NOON, NOON.plusSeconds(600)));

    assertThat(conversions(windows, List.of(bought(NOON.plusSeconds(60), "1"))))
        .extracting(Conversion::afterExposure)
        .containsExactly(false);
  }

  @Test
  void somebodyElsesPurchaseIsNobodysConversion() {
    Deed bens = purchase("u:ben", NOON.plusSeconds(1), BigDecimal.ONE, "EUR");

    assertThat(conversions(List.of(decided(AUTUMN, 1, NOON, null)), List.of(bens))).isEmpty();
  }

  @Test
  void anUnknownPriceConvertsWithoutRevenue() {
    Deed priceless = purchase("u:anna", NOON.plusSeconds(1), null, "XXX");

    assertThat(conversions(List.of(decided(AUTUMN, 1, NOON, null)), List.of(priceless)))
        .extracting(Conversion::revenue)
        .containsExactly(Map.of());
  }

  @Test
  void whoWasDrawnByAChanceOfTheTimeIsWeighedByItAndWhatWasKnownBeforeIsReadBackPlain() {
    OpenedWindow drawn =
        new OpenedWindow(
            new UUID(1, 1), AUTUMN, "u:anna", "ten", 0.5, NOON, WEEK, null, false, null, null);
    Deed bought =
        new Deed(
            "u:anna",
            "purchase",
            NOON.plusSeconds(1),
            new BigDecimal("20"),
            new BigDecimal("12"),
            "EUR",
            Map.of());
    Before before = new Before(3, Map.of("SEK", new BigDecimal("70")));

    Participant anna =
        Participation.of(List.of(drawn), List.of(bought)).getFirst().participant(before);
    Participant ofFixedWeights =
        Participation.of(List.of(decided(AUTUMN, 1, NOON, null)), List.of(bought))
            .getFirst()
            .participant(before);

    assertThat(anna.numbers())
        .containsEntry("weighted:goal", row(2, 2, 2, 6, 1))
        .containsEntry("weighted:EUR", row(2, 40, 16, 0, 0))
        .containsEntry("weighted:SEK", row(2, 0, 0, 0, 140));
    assertThat(Before.of(anna))
        .isEqualTo(new Before(3, Map.of("SEK", new BigDecimal("70"), "EUR", BigDecimal.ZERO)));
    assertThat(ofFixedWeights.numbers()).containsOnlyKeys("shopper", "goal", "EUR", "SEK");
  }

  private static List<BigDecimal> row(int... numbers) {
    return Arrays.stream(numbers).mapToObj(BigDecimal::valueOf).toList();
  }

  @Test
  void theOrderInWhichThingsBecameKnownDoesNotMatter() {
    List<OpenedWindow> windows = new ArrayList<>();
    List<Deed> purchases = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      windows.add(decided(i % 2 == 0 ? AUTUMN : WINTER, i, NOON.plusSeconds(1000L * i), null));
      purchases.add(bought(NOON.plusSeconds(1500L * i), Integer.toString(i)));
    }
    var expected = List.copyOf(conversions(windows, purchases));
    Random random = new Random(7);

    for (int round = 0; round < 50; round++) {
      Collections.shuffle(windows, random);
      Collections.shuffle(purchases, random);

      assertThat(conversions(windows, purchases)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
