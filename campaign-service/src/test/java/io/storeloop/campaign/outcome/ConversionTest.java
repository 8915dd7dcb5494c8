package io.storeloop.campaign.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversionTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.500Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final UUID AUTUMN = new UUID(0, 1);
  private static final UUID WINTER = new UUID(0, 2);

  private static OpenedWindow decided(
      UUID campaign, long number, Instant at, @Nullable Instant exposedAt) {
    return new OpenedWindow(new UUID(1, number), campaign, "u:anna", at, WEEK, exposedAt);
  }

  private static Purchase bought(Instant at, String revenue) {
    return new Purchase("u:anna", at, new BigDecimal(revenue), "EUR");
  }

  @Test
  void twoDecisionsAndThreeOrderLinesAreOneConversionWithAllTheirRevenue() {
    List<OpenedWindow> windows =
        List.of(
            decided(AUTUMN, 1, NOON, NOON.plusSeconds(1)),
            decided(AUTUMN, 2, NOON.plusSeconds(60), null));
    List<Purchase> purchases =
        List.of(
            bought(NOON.plusSeconds(90), "10.10"),
            bought(NOON.plusSeconds(90), "5.00"),
            bought(NOON.plusSeconds(3600), "1.00"));

    List<Conversion> conversions = Conversion.of(windows, purchases);

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
    assertThat(window.contains(NOON.plus(WEEK).minusNanos(1))).isTrue();
    assertThat(window.contains(NOON.plus(WEEK))).isFalse();
  }

  @Test
  void aPurchaseCountsForEveryCampaignWhoseWindowItFallsInto() {
    List<OpenedWindow> windows =
        List.of(decided(AUTUMN, 1, NOON, null), decided(WINTER, 2, NOON.plus(WEEK), null));

    assertThat(Conversion.of(windows, List.of(bought(NOON.plus(WEEK).minusSeconds(1), "1"))))
        .extracting(Conversion::campaignId)
        .containsExactly(AUTUMN);
  }

  @Test
  void aPurchaseBeforeTheOfferWasSeenDoesNotFollowIt() {
    List<OpenedWindow> windows = List.of(decided(AUTUMN, 1, NOON, NOON.plusSeconds(600)));

    assertThat(Conversion.of(windows, List.of(bought(NOON.plusSeconds(60), "1"))))
        .extracting(Conversion::afterExposure)
        .containsExactly(false);
  }

  @Test
  void somebodyElsesPurchaseIsNobodysConversion() {
    Purchase bens = new Purchase("u:ben", NOON.plusSeconds(1), BigDecimal.ONE, "EUR");

    assertThat(Conversion.of(List.of(decided(AUTUMN, 1, NOON, null)), List.of(bens))).isEmpty();
  }

  @Test
  void anUnknownPriceConvertsWithoutRevenue() {
    Purchase priceless = new Purchase("u:anna", NOON.plusSeconds(1), null, "XXX");

    assertThat(Conversion.of(List.of(decided(AUTUMN, 1, NOON, null)), List.of(priceless)))
        .extracting(Conversion::revenue)
        .containsExactly(Map.of());
  }

  @Test
  void theOrderInWhichThingsBecameKnownDoesNotMatter() {
    List<OpenedWindow> windows = new ArrayList<>();
    List<Purchase> purchases = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      windows.add(decided(i % 2 == 0 ? AUTUMN : WINTER, i, NOON.plusSeconds(1000L * i), null));
      purchases.add(bought(NOON.plusSeconds(1500L * i), Integer.toString(i)));
    }
    var expected = List.copyOf(Conversion.of(windows, purchases));
    Random random = new Random(7);

    for (int round = 0; round < 50; round++) {
      Collections.shuffle(windows, random);
      Collections.shuffle(purchases, random);

      assertThat(Conversion.of(windows, purchases)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
