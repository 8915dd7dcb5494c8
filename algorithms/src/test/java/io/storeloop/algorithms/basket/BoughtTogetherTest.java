package io.storeloop.algorithms.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoughtTogetherTest {
  private static final int BREAD = 0;
  private static final int BUTTER = 1;
  private static final int BATTERY = 2;
  private static final int TORCH = 3;

  private static final BasketOptions TRUSTING = new BasketOptions(10, 1, 1, 0.5);

  @Test
  void tellsHowOftenAndHowMuchMoreOftenThanByChance() {
    var counts = new BasketCounts(10, 1_000);
    addTimes(counts, 4, BREAD, BUTTER);
    addTimes(counts, 1, BREAD);
    addTimes(counts, 1, BUTTER);
    addTimes(counts, 4, TORCH);

    BoughtTogether together = BoughtTogether.of(counts, TRUSTING);

    // 10 baskets, bread 5, butter 5, both 4: confidence 4/5, lift 4 · 10 / (5 · 5);
    // table 4 1 / 1 4, expected 2½ each: G² = 2 (8 ln 1.6 + 2 ln 0.4) = 3.8548
    assertThat(together.partners(BREAD)).hasSize(1);
    Partner butter = together.partners(BREAD).getFirst();
    assertThat(butter.item()).isEqualTo(BUTTER);
    assertThat(butter.together()).isEqualTo(4);
    assertThat(butter.confidence()).isEqualTo(0.8);
    assertThat(butter.lift()).isEqualTo(1.6);
    assertThat(butter.evidence()).isCloseTo(3.8548, within(1e-4));
    assertThat(butter.pValue()).isCloseTo(0.0496, within(1e-4));
    assertThat(together.partners(BUTTER).getFirst().evidence()).isEqualTo(butter.evidence());
    assertThat(together.partners(TORCH)).isEmpty();
    assertThat(together.partners(99)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // Dunning's own table of the bigram "the swiss": 110, 2442, 111, 29114 gives 270.72
    "110, 2552, 221, 31777, 270.72",
    "5, 10, 10, 20, 0",
    "0, 3, 4, 100, 0.2512",
    "3, 3, 3, 3, 0",
  })
  void theLikelihoodRatioIsThatOfThePaper(
      long both, long one, long other, long total, double expected) {
    double ratio = LogLikelihoodRatio.of(both, one, other, total);

    assertThat(ratio).isCloseTo(expected, within(0.01));
  }

  @Test
  void whatMeetsByChanceIsNotBelieved() {
    var counts = new BasketCounts(10, 100_000);
    var random = new Random(11);
    for (int basket = 0; basket < 4_000; basket++) {
      // eighty items at random, and a torch brings batteries in half of its baskets
      int[] items = random.ints(3, 4, 84).toArray();
      counts.add(items, items.length);
      if (basket % 40 == 0) {
        int[] torch = {TORCH, basket % 80 == 0 ? BATTERY : BREAD + basket % 3, 10};
        counts.add(torch, 2);
      }
    }

    BoughtTogether together = BoughtTogether.of(counts, new BasketOptions(20, 1, 1, 0.01));

    assertThat(together.partners(TORCH).getFirst().item()).isEqualTo(BATTERY);
    int chance = 0;
    for (int item = 4; item < 84; item++) {
      chance += together.partners(item).size();
    }
    assertThat(chance).isLessThanOrEqualTo(2);
  }

  @Test
  void agreesWithLookingAtAllBasketsForEachPair() {
    List<int[]> baskets = seededBaskets(3, 400, 25);
    var counts = new BasketCounts(8, 10_000);
    baskets.forEach(basket -> counts.add(basket, basket.length));
    var options = new BasketOptions(6, 2, 1.2, 0.3);

    BoughtTogether together = BoughtTogether.of(counts, options);

    for (int item = 0; item < 25; item++) {
      assertThat(together.partners(item)).isEqualTo(NaiveBaskets.partners(baskets, item, options));
    }
    assertThat(together.partners(0)).isNotEmpty();
  }

  @Test
  void theOrderOfBasketsAndOfWhatWasTakenOutLeavesNoTrace() {
    List<int[]> baskets = seededBaskets(9, 300, 30);
    List<int[]> kept = new ArrayList<>(baskets.subList(0, 200));
    var counts = new BasketCounts(8, 10_000);
    baskets.forEach(basket -> counts.add(basket, basket.length));
    baskets.subList(200, 300).forEach(basket -> counts.remove(basket, basket.length));
    Collections.shuffle(kept, new Random(2));

    var fresh = new BasketCounts(8, 10_000);
    kept.forEach(basket -> fresh.add(basket, basket.length));

    for (int item = 0; item < 30; item++) {
      assertThat(BoughtTogether.of(counts, TRUSTING).partners(item))
          .isEqualTo(BoughtTogether.of(fresh, TRUSTING).partners(item));
    }
    assertThat(counts.basketCount()).isEqualTo(fresh.basketCount());
    assertThat(counts.oversizedCount()).isEqualTo(fresh.oversizedCount());
  }

  @Test
  void aBasketIsASetAndAnOversizedOneIsLeftOut() {
    var counts = new BasketCounts(2, 1_000);

    assertThat(counts.add(new int[] {BREAD, BUTTER, BREAD}, 3)).isTrue();
    assertThat(counts.add(new int[] {BREAD, BUTTER, TORCH}, 3)).isFalse();

    assertThat(counts.count(BREAD)).isEqualTo(1);
    assertThat(counts.together(BREAD, BUTTER)).isEqualTo(1);
    assertThat(counts.basketCount()).isEqualTo(1);
    assertThat(counts.oversizedCount()).isEqualTo(1);
  }

  @Test
  void aBasketWithoutRoomForItsPairsChangesNothing() {
    var counts = new BasketCounts(5, 2);

    assertThatThrownBy(() -> counts.add(new int[] {BREAD, BUTTER, TORCH}, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no room for 3 more pairs: there are 0");

    assertThat(counts.basketCount()).isZero();
    assertThat(counts.count(BREAD)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 0, 1, 1, 0.1",
    "limit, 1001, 1, 1, 0.1",
    "minTogether, 1, 0, 1, 0.1",
    "minLift, 1, 1, 0.9, 0.1",
    "minLift, 1, 1, NaN, 0.1",
    "falseDiscoveryRate, 1, 1, 1, 0",
    "falseDiscoveryRate, 1, 1, 1, 1",
  })
  void refusesNonsenseAndNamesTheOption(
      String option, int limit, long minTogether, double minLift, double rate) {
    assertThatThrownBy(() -> new BasketOptions(limit, minTogether, minLift, rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + " must be");
  }

  @Test
  void refusesImpossibleCountsAndItems() {
    assertThatThrownBy(() -> LogLikelihoodRatio.of(3, 2, 5, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BasketCounts(1, 10))
        .hasMessageStartingWith("maxBasketItems must be between 2 and 1000");
    assertThatThrownBy(() -> new BasketCounts(5, 10).add(new int[] {-1, 2}, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void addTimes(BasketCounts counts, int times, int... items) {
    for (int i = 0; i < times; i++) {
      counts.add(items, items.length);
    }
  }

  private static List<int[]> seededBaskets(long seed, int count, int items) {
    var random = new Random(seed);
    List<int[]> baskets = new ArrayList<>();
    for (int basket = 0; basket < count; basket++) {
      int theme = random.nextInt(5);
      baskets.add(
          random
              .ints(1 + random.nextInt(10), 0, items)
              .map(item -> random.nextBoolean() ? item : item / 5 * 5 + theme)
              .toArray());
    }
    return baskets;
  }
}
