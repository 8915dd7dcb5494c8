package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.lifetime.Fit.Fitted;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastsTest {
  private final PurchaseProcess process = new ParetoNbd(0.9, 5, 0.7, 10);
  private final GammaGamma amounts = new GammaGamma(6, 4, 15);

  @Test
  void eightyPercentRangesOfCountsHoldEightyPercentOfSimulatedCustomers() {
    for (PurchaseFamily family : PurchaseFamily.values()) {
      var truth =
          family.process(
              new double[] {0.9, 5, 0.7, family == PurchaseFamily.PARETO_NBD ? 10 : 2.5});
      var shop = new SimulatedShop(truth, 3_000, 40, 40, 21);
      var model =
          ((Fitted<PurchaseProcess>)
                  ProcessFit.of(family, shop.histories, LifetimeOptions.standard()))
              .model();
      double covered = 0;
      for (int i = 0; i < 3_000; i++) {
        covered +=
            CountForecast.of(model, shop.histories.get(i), 40).covered(shop.counts.get(i), 0.8);
      }

      assertThat(covered / 3_000).as(family.title()).isCloseTo(0.8, within(0.03));
    }
  }

  @Test
  void edgesCountByTheirPart() {
    // λ ~ Gamma(1, 1) over 1: P(n) = 1/2, 1/4, 1/8, … for who never leaves
    var loyal = new BetaGeometricNbd(PurchaseFamily.BG_NBD, 1, 1, 1e-9, 1);
    var forecast = CountForecast.of(loyal, PurchaseHistory.NEWCOMER, 1);

    assertThat(forecast.probability(0)).isCloseTo(0.5, within(1e-6));
    // the range from 0.1 to 0.9 has 0.4 of 0's 0.5, all of 1, and 0.025 of 3's 0.0625
    assertThat(forecast.covered(0, 0.8)).isCloseTo(0.8, within(1e-6));
    assertThat(forecast.covered(1, 0.8)).isCloseTo(1, within(1e-6));
    assertThat(forecast.covered(3, 0.8)).isCloseTo(0.4, within(1e-6));
    assertThat(forecast.covered(4, 0.8)).isZero();
    assertThat(forecast.quantile(0.9)).isEqualTo(3);
    assertThat(forecast.quantile(0.1)).isZero();
  }

  @Test
  void lifetimeValueIsTheMeanOfDrawnFutures() {
    var history = new PurchaseHistory(5, 30, 35);
    var value = new LifetimeValue(process, amounts, 50, 0.01);
    var random = new Random(5);
    double[] times = new double[1_000];
    double sum = 0;
    int draws = 60_000;
    for (int i = 0; i < draws; i++) {
      double mean = amounts.drawMean(5, 22, random);
      int count = process.draw(history, 50, random, times);
      for (int n = 0; n < count; n++) {
        sum += amounts.drawAmount(mean, random) * Math.exp(-0.01 * times[n]) / draws;
      }
    }

    assertThat(value.expected(history, 22)).isCloseTo(sum, within(0.02 * sum));
  }

  @Test
  void withoutDiscountAPurchaseIsWorthItsExpectedAmount() {
    var history = new PurchaseHistory(0, 0, 10);
    var value = new LifetimeValue(process, amounts, 20, 0);

    assertThat(value.expected(history, 0))
        .isCloseTo(process.expectedPurchases(history, 20) * amounts.meanAmount(), within(1e-9));
  }

  @Test
  void eightyPercentIntervalsOfValueHoldAtLeastEightyPercentWhereBuyersAreActive() {
    var loyal = new ParetoNbd(5, 5, 0.5, 50);
    var random = new Random(9);
    var shop = new SimulatedShop(loyal, 300, 20, 20, 31);
    int inside = 0;
    int asked = 0;
    double[] times = new double[5_000];
    for (PurchaseHistory history : shop.histories) {
      double mean = amounts.drawMean(history.repeats(), 20, random);
      int count = loyal.draw(history, 20, random, times);
      double actual = 0;
      for (int i = 0; i < count; i++) {
        actual += amounts.drawAmount(mean, random);
      }
      Interval interval =
          new LifetimeValue(loyal, amounts, 20, 0).interval(history, 20, 0.8, 400, random);
      inside += interval.contains(actual) ? 1 : 0;
      asked++;
    }

    // two standard errors of 300 customers are 4.6 points
    assertThat((double) inside / asked).isBetween(0.75, 0.88);
  }

  @Test
  void sameSeedSameInterval() {
    var history = new PurchaseHistory(3, 8, 10);
    var value = new LifetimeValue(process, amounts, 20, 0);

    assertThat(value.interval(history, 20, 0.8, 100, new Random(1)))
        .isEqualTo(value.interval(history, 20, 0.8, 100, new Random(1)));
  }
}
