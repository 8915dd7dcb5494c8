package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.profile.learning.Classifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PropensityRowsTest {
  private static final Duration HORIZON = Duration.ofDays(30);
  private static final BuyingOutlook NOTHING = BuyingModels.NONE.outlook();

  @Test
  void featuresAsOfAMomentAreThoseOfTheActsBeforeIt() {
    List<ShopperHistory> shoppers = HistoryFixture.shoppers(100, 1);
    var random = new SplittableRandom(2);
    for (int pair = 0; pair < 1_000; pair++) {
      ShopperHistory shopper = shoppers.get(random.nextInt(100));
      Instant cut = HistoryFixture.day(random.nextDouble() * HistoryFixture.DAYS);
      List<Act> before =
          new ArrayList<>(shopper.acts().stream().filter(act -> act.at().isBefore(cut)).toList());
      Collections.shuffle(before, new Random(pair));

      double[] asOf = PropensityRows.numbers(shopper.before(cut), cut, NOTHING);
      double[] recomputed = PropensityRows.numbers(new ShopperHistory(before).acts(), cut, NOTHING);

      assertThat(asOf).isEqualTo(recomputed);
    }
  }

  @Test
  void whatModelsOfBuyingSayIsLearnedFromWhatWasBoughtBefore() {
    List<ShopperHistory> shoppers = HistoryFixture.shoppers(100, 3);
    Instant cut = HistoryFixture.day(200);
    List<ShopperHistory> cutOff =
        shoppers.stream().map(shopper -> new ShopperHistory(shopper.before(cut))).toList();

    PropensityRows rows = PropensityRows.at(shoppers, List.of(cut), HORIZON, Target.CHURN);
    PropensityRows known = PropensityRows.at(cutOff, List.of(cut), HORIZON, Target.CHURN);

    assertThat(rows.column("rhythmProbability")).isEqualTo(known.column("rhythmProbability"));
    assertThat(rows.column("orderProbability")).isEqualTo(known.column("orderProbability"));
    assertThat(rows.column("rhythmProbability")[0]).isBetween(0.0, 1.0);
  }

  @Test
  void whoseEarlierActsWereNotReadIsNoExampleOfTheTimeInWhichTheyAreMissing() {
    List<Act> acts = new ArrayList<>();
    for (int day = 0; day < 60; day++) {
      acts.add(new Act(HistoryFixture.day(day), ActKind.PURCHASE, 1, 1));
    }
    // 20 are looked at, 40 were read
    ShopperHistory ben = new ShopperHistory(acts.subList(20, 60), 20, false, List.of());
    ShopperHistory anna = new ShopperHistory(acts, 20, true, List.of());

    assertThat(ben.before(HistoryFixture.day(40))).isEqualTo(anna.before(HistoryFixture.day(40)));
    assertThat(ben.isKnownAsOf(HistoryFixture.day(40))).isTrue();
    assertThat(ben.isKnownAsOf(HistoryFixture.day(39))).isFalse();
    PropensityRows rows =
        PropensityRows.at(
            List.of(anna, ben),
            List.of(HistoryFixture.day(39), HistoryFixture.day(45)),
            HORIZON,
            Target.PURCHASE);
    assertThat(rows.shoppers()).containsExactly(0, 0, 1);
    assertThat(rows.ofLatest()).containsExactly(1, 2);
  }

  @Test
  void valuesAreThoseByHand() {
    ShopperHistory anna =
        new ShopperHistory(
            List.of(
                new Act(HistoryFixture.day(0), ActKind.PURCHASE, 1, 10),
                new Act(HistoryFixture.day(20), ActKind.PURCHASE, 1, 30),
                new Act(HistoryFixture.day(25), ActKind.VIEW, 2, Double.NaN)));
    Instant cut = HistoryFixture.day(40);

    PropensityRows rows = PropensityRows.at(List.of(anna), List.of(cut), HORIZON, Target.PURCHASE);

    assertThat(rows.column("recencyDays")[0]).isCloseTo(20, within(1e-9));
    assertThat(rows.column("purchaseDays")[0]).isEqualTo(2);
    assertThat(rows.column("meanGapDays")[0]).isEqualTo(20);
    assertThat(rows.column("silenceGaps")[0]).isCloseTo(1, within(1e-9));
    assertThat(rows.column("monetaryValue")[0]).isEqualTo(40);
    assertThat(rows.column("averageOrderValue")[0]).isEqualTo(20);
    assertThat(rows.column("differentItems")[0]).isEqualTo(1);
    assertThat(rows.column("views30")[0]).isEqualTo(1);
    assertThat(rows.column("views7")[0]).isZero();
    assertThat(rows.column("daysSinceCart")[0]).isNaN();
    assertThat(rows.column("lastGapDays")[0]).isEqualTo(20);
    assertThat(rows.column("medianGapDays")[0]).isEqualTo(20);
    assertThat(rows.column("gapVariation")[0]).isNaN();
    // one gap of 20 days, not longer than the silence of 20
    assertThat(rows.column("longerGaps")[0]).isEqualTo(0.25);
    // the months from day 0 to 40: days 40 to 30 back, and the last 30
    assertThat(rows.column("purchaseMonths")[0]).isEqualTo(1);
    assertThat(rows.column("sameWeeksAYearAgo")[0]).isNaN();
    assertThat(rows.column("lastOrderValue")[0]).isEqualTo(30);
    assertThat(rows.column("repeatedItems")[0]).isEqualTo(0.5);
    assertThat(rows.column("purchaseShare")[0]).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(rows.column("viewsOfBought30")[0]).isZero();
    assertThat(rows.column("sameItemDays30")[0]).isEqualTo(1);
    // one customer is no evidence
    assertThat(rows.column("orderProbability")[0]).isNaN();
  }

  @Test
  void theAnswerIsWhatHappensWithinTheHorizonFromTheMomentOn() {
    ShopperHistory ben =
        new ShopperHistory(
            List.of(
                new Act(HistoryFixture.day(1), ActKind.PURCHASE, 1, 1),
                new Act(HistoryFixture.day(10), ActKind.PURCHASE, 1, 1)));

    // from day 10 on it counts, and at the end of the horizon it does not
    assertThat(ben.buysWithin(HistoryFixture.day(10), Duration.ofDays(1))).isTrue();
    assertThat(ben.buysWithin(HistoryFixture.day(9), Duration.ofDays(1))).isFalse();
    PropensityRows churn =
        PropensityRows.at(
            List.of(ben),
            List.of(HistoryFixture.day(0), HistoryFixture.day(11)),
            HORIZON,
            Target.CHURN);
    // on day 0 there is nothing to leave; from day 11 on nothing is bought
    assertThat(churn.examples().labels()).containsExactly(true);
  }

  @Test
  void momentsToLearnFromAreOverByNow() {
    Instant now = HistoryFixture.day(300);

    List<Instant> cuts = TrainingCuts.of(HistoryFixture.START, now, HORIZON);

    assertThat(cuts).hasSize(6).allMatch(cut -> !cut.plus(HORIZON).isAfter(now));
    assertThat(TrainingCuts.of(HistoryFixture.START, HistoryFixture.day(40), HORIZON)).isEmpty();
  }

  @Test
  void wordsHoldTheShoppersOwnValue() {
    assertThat(PropensityFeature.ALL.getFirst().inWords("84.2512"))
        .isEqualTo("last order 84.3 days ago");
    assertThat(PropensityFeature.told(new Classifier.Reason("recencyDays", "84", 0.94)))
        .isEqualTo("last order 84 days ago (+0.9)");
    assertThat(PropensityFeature.ALL.getFirst().inWords("missing"))
        .isEqualTo("recencyDays not known");
  }
}
