package io.storeloop.algorithms.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PurchaseForecastTest {
  private static final int USERS = 120;
  private static final int ITEMS = 40;
  private static final int DAYS = 90;
  private static final int HORIZON = 20;

  @Test
  void callsAsManyPairsAsMakeTheExpectedF1Largest() {
    var ranked =
        new PurchaseForecast.RankedPairs(new int[] {4, 2, 7}, new double[] {0.9, 0.5, 0.1});

    // one purchase expected: 1.8 / 2 = 0.9, 2.8 / 3 = 0.93, 3.0 / 4 = 0.75
    assertThat(ranked.countOfBestF1(1)).isEqualTo(2);
    // ten expected: 1.8 / 11 = 0.164, 2.8 / 12 = 0.233, 3.0 / 13 = 0.231
    assertThat(ranked.countOfBestF1(10)).isEqualTo(2);
    // thirty: 1.8 / 31, 2.8 / 32, 3.0 / 33 = 0.0909
    assertThat(ranked.countOfBestF1(30)).isEqualTo(3);
  }

  @Test
  void findsThatThoseWhoLookOftenAndLatelyBuy() {
    ActionLog all = shop(DAYS + HORIZON);
    ActionLog log = before(all, DAYS);

    PurchaseForecast forecast = PurchaseForecast.of(log, PurchaseOptions.standard(log));

    int bought = 0;
    int hits = 0;
    for (int pair = 0; pair < all.pairCount(); pair++) {
      boolean buys = all.buys(pair, DAYS, DAYS + HORIZON);
      bought += buys ? 1 : 0;
      hits += buys && called(forecast, all.user(pair), all.item(pair)) ? 1 : 0;
    }
    double f1 = 2.0 * hits / (bought + forecast.calledCount());
    double chance = 2.0 * bought / (bought + log.pairCount());
    assertThat(f1).isGreaterThan(1.5 * chance);
    assertThat(forecast.chosen().validationF1()).isGreaterThan(1.5 * chance);
    assertThat(forecast.strongest(3)).hasSize(3);
  }

  @Test
  void theSameLogGivesTheSameForecast() {
    ActionLog log = before(shop(DAYS), DAYS);

    PurchaseForecast first = PurchaseForecast.of(log, PurchaseOptions.standard(log));
    PurchaseForecast second = PurchaseForecast.of(log, PurchaseOptions.standard(log));

    assertThat(second.calledCount()).isEqualTo(first.calledCount());
    assertThat(second.chosen()).isEqualTo(first.chosen());
    for (int place = 0; place < first.size(); place++) {
      assertThat(second.probability(place)).isEqualTo(first.probability(place));
      assertThat(second.item(place)).isEqualTo(first.item(place));
    }
  }

  @Test
  void withoutTimeTheLatestMorningAloneDecides() {
    ActionLog log = before(shop(DAYS), DAYS);
    PurchaseOptions options = PurchaseOptions.standard(log);

    PurchaseForecast hurried = PurchaseForecast.of(log, options, () -> false);

    assertThat(hurried.chosen().mornings()).isEqualTo(1);
    assertThat(hurried.chosen().tried()).isEqualTo(options.l2().size());
    assertThat(PurchaseForecast.of(log, options).chosen().mornings()).isGreaterThan(1);
  }

  @Test
  void aPastTooShortToChooseStillGivesAForecast() {
    ActionLog log =
        ActionLog.builder(2, 2)
            .add(0, 0, Action.VIEW, 0)
            .add(1, 1, Action.VIEW, 1)
            .add(0, 0, Action.PURCHASE, 2)
            .build();

    PurchaseForecast forecast = PurchaseForecast.of(log, PurchaseOptions.standard(log));

    assertThat(forecast.size()).isEqualTo(2);
    assertThat(forecast.probability(0)).isBetween(0.0, 1.0);
  }

  @Test
  void ofTooManyRowsAnEvenPartOfTheMorningsIsTaken() {
    ActionLog log = before(shop(DAYS), DAYS);
    PurchaseOptions few = new PurchaseOptions(HORIZON, 5, List.of(100.0), 2 * log.pairCount());

    int rows = PurchaseForecast.of(log, few).chosen().rows();

    assertThat(rows).isPositive().isLessThanOrEqualTo(2 * log.pairCount());
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new PurchaseOptions(0, 1, List.of(1.0), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("horizonDays");
    assertThatThrownBy(() -> new PurchaseOptions(1, 0, List.of(1.0), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stepDays");
    assertThatThrownBy(() -> new PurchaseOptions(1, 1, List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("l2");
    assertThatThrownBy(() -> new PurchaseOptions(1, 1, List.of(1.0), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxRows");
  }

  private static boolean called(PurchaseForecast forecast, int user, int item) {
    for (int place = 0; place < forecast.calledCount(); place++) {
      if (forecast.user(place) == user && forecast.item(place) == item) {
        return true;
      }
    }
    return false;
  }

  /** Who looks at something three days running buys it within days, others hardly ever. */
  private static ActionLog shop(int days) {
    var random = new SplittableRandom(3);
    ActionLog.Builder log = ActionLog.builder(USERS, ITEMS);
    for (int user = 0; user < USERS; user++) {
      for (int day = 0; day < days; day++) {
        if (random.nextDouble() < 0.1) {
          int item = random.nextInt(ITEMS);
          boolean eager = random.nextDouble() < 0.3;
          for (int again = 0; again < (eager ? 3 : 1) && day + again < days; again++) {
            log.add(user, item, Action.VIEW, day + again);
          }
          int bought = day + 1 + random.nextInt(15);
          if (bought < days && random.nextDouble() < (eager ? 0.7 : 0.03)) {
            log.add(user, item, Action.PURCHASE, bought);
          }
        }
      }
    }
    return log.build();
  }

  private static ActionLog before(ActionLog all, int day) {
    ActionLog.Builder log = ActionLog.builder(USERS, ITEMS);
    for (int pair = 0; pair < all.pairCount(); pair++) {
      for (int i = all.start(pair); i < all.end(pair); i++) {
        if (all.day(i) < day) {
          log.add(all.user(pair), all.item(pair), all.action(i), all.day(i));
        }
      }
    }
    return log.build();
  }
}
