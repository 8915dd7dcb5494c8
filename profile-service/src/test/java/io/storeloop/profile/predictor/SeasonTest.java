package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.profile.learning.OneThread;
import io.storeloop.profile.learning.SearchOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Shops whose shoppers buy more in the last 60 days of each year than in all others. */
class SeasonTest {
  private static final Duration HORIZON = Duration.ofDays(60);
  private static final int YEAR = 364;
  private static final int SEASON_BEGINS = YEAR - 60;
  private static final int SHOPPERS = 160;
  private static final Instant START = HistoryFixture.START;

  private static final double OF_A_DAY = 0.006;

  @Test
  void whatTheSeasonDidAYearAgoIsExpectedAgain() throws InterruptedException {
    PropensityVerdict verdict = judged(shoppers(3), YEAR + SEASON_BEGINS);

    assertThat(verdict.json()).containsEntry("level", Level.Way.SEASON.words);
    assertThat((double) verdict.yes() / SHOPPERS).isGreaterThan(0.6);
    assertThat(told(verdict)).isCloseTo((double) verdict.yes() / SHOPPERS, within(0.1));
  }

  @Test
  void fewerThenStayAway() throws InterruptedException {
    PropensityVerdict verdict = judged(shoppers(3), YEAR + SEASON_BEGINS, Target.CHURN);

    assertThat((double) verdict.yes() / SHOPPERS).isLessThan(0.4);
    assertThat(told(verdict)).isCloseTo((double) verdict.yes() / SHOPPERS, within(0.1));
  }

  @Test
  void whenItIsOverItsEndIsExpectedAgain() throws InterruptedException {
    PropensityVerdict verdict = judged(shoppers(3), 2 * YEAR);

    assertThat((double) verdict.yes() / SHOPPERS).isLessThan(0.4);
    assertThat(told(verdict)).isCloseTo((double) verdict.yes() / SHOPPERS, within(0.1));
  }

  @Test
  void inTheFirstYearNothingIsKnownOfSeasons() throws InterruptedException {
    PropensityVerdict verdict = judged(shoppers(3), SEASON_BEGINS);

    assertThat(verdict.json().get("level")).isNotEqualTo(Level.Way.SEASON.words);
    assertThat(told(verdict)).isLessThan((double) verdict.yes() / SHOPPERS - 0.2);
  }

  @Test
  void aShopWithoutSeasonsIsToldAsItIs() throws InterruptedException {
    PropensityVerdict verdict = judged(shoppers(1), YEAR + SEASON_BEGINS);

    assertThat(verdict.json()).containsEntry("level", Level.Way.SEASON.words);
    assertThat(told(verdict)).isCloseTo((double) verdict.yes() / SHOPPERS, within(0.1));
  }

  @Test
  void momentsAYearBeforeNeedALogAndAnAnswer() {
    assertThat(TrainingCuts.yearBefore(START, HistoryFixture.day(YEAR + 120), HORIZON))
        .containsExactly(HistoryFixture.day(120), HistoryFixture.day(60));
    assertThat(TrainingCuts.yearBefore(START, HistoryFixture.day(YEAR + 119), HORIZON))
        .as("a horizon before, only 59 days were known")
        .isEmpty();
    assertThat(TrainingCuts.yearBefore(START, HistoryFixture.day(3_000), Duration.ofDays(365)))
        .as("what comes of a year ago is not over yet")
        .isEmpty();
  }

  private static PropensityVerdict judged(List<ShopperHistory> shoppers, int day)
      throws InterruptedException {
    return judged(shoppers, day, Target.PURCHASE);
  }

  private static PropensityVerdict judged(List<ShopperHistory> shoppers, int day, Target target)
      throws InterruptedException {
    return OneThread.run(() ->
        PropensityJudgement.at(
            shoppers,
            START,
            HistoryFixture.day(day),
            HORIZON,
            target,
            SearchOptions.ofMoments(1, Duration.ofMillis(1)),
            System::nanoTime));
  }

  private static double told(PropensityVerdict verdict) {
    return ((Map<?, ?>) verdict.json().get("metrics")).get("meanProbability") instanceof Double told
        ? told
        : Double.NaN;
  }

  /**
   * Over two years and a horizon; each buys on a day by chance, some twice as likely as others.
   *
   * @param times as often in the season
   */
  private static List<ShopperHistory> shoppers(int times) {
    var random = new SplittableRandom(5);
    List<ShopperHistory> shoppers = new ArrayList<>();
    for (int shopper = 0; shopper < SHOPPERS; shopper++) {
      double own = OF_A_DAY * (shopper % 2 == 0 ? 1.4 : 0.7);
      List<Act> acts = new ArrayList<>();
      acts.add(new Act(HistoryFixture.day(random.nextDouble()), ActKind.PURCHASE, 1, 20));
      for (int day = 1; day < 2 * YEAR + 60; day++) {
        if (random.nextDouble() < own * (day % YEAR >= SEASON_BEGINS ? times : 1)) {
          acts.add(new Act(HistoryFixture.day(day + random.nextDouble()), ActKind.PURCHASE, 1, 20));
        }
      }
      shoppers.add(new ShopperHistory(acts));
    }
    return shoppers;
  }
}
