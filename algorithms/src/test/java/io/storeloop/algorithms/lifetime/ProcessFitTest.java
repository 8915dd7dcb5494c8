package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.inference.Interval;
import io.storeloop.algorithms.lifetime.Fit.Fitted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProcessFitTest {
  private final LifetimeOptions options = LifetimeOptions.standard();

  private static Fitted<PurchaseProcess> fitted(
      PurchaseFamily family, List<PurchaseHistory> histories, LifetimeOptions options) {
    return (Fitted<PurchaseProcess>) ProcessFit.of(family, histories, options);
  }

  @Test
  void findsTheParametersOfASimulatedShop() {
    var truth = new BetaGeometricNbd(PurchaseFamily.BG_NBD, 0.8, 5, 0.9, 2.5);
    var shop = new SimulatedShop(truth, 6_000, 40, 40, 11);

    var fit = fitted(PurchaseFamily.BG_NBD, shop.histories, options);

    assertThat(fit.priorWeight()).isZero();
    assertThat(fit.model().parameters().get("r")).isCloseTo(0.8, within(0.1));
    assertThat(fit.model().parameters().get("alpha")).isCloseTo(5, within(0.8));
    double expected =
        shop.histories.stream().mapToDouble(h -> fit.model().expectedPurchases(h, 40)).sum();
    assertThat(expected / shop.total()).isCloseTo(1, within(0.06));
  }

  @Test
  void noNeighbourOfTheFitIsLikelier() {
    var shop = new SimulatedShop(new ParetoNbd(0.6, 8, 0.7, 10), 800, 40, 1, 12);
    var noPrior = new LifetimeOptions(10, 3, 0, 10_000);

    for (PurchaseFamily family : PurchaseFamily.values()) {
      var fit = fitted(family, shop.histories, noPrior);
      double[] best =
          fit.model().parameters().values().stream().mapToDouble(Double::doubleValue).toArray();
      for (int i = 0; i < best.length; i++) {
        for (double factor : new double[] {0.97, 1.03}) {
          double[] beside = best.clone();
          beside[i] *= factor;
          double likelihood =
              new WeightedHistories(shop.histories).logLikelihood(family.process(beside));
          assertThat(likelihood).isLessThan(fit.logLikelihood());
        }
      }
    }
  }

  @Test
  void unitAndOrderOfCustomersDoNotMatter() {
    var shop = new SimulatedShop(new ParetoNbd(0.6, 8, 0.7, 10), 300, 40, 1, 13);
    List<PurchaseHistory> inDays = new ArrayList<>();
    for (PurchaseHistory h : shop.histories) {
      inDays.add(new PurchaseHistory(h.repeats(), 7 * h.lastRepeat(), 7 * h.age()));
    }
    List<PurchaseHistory> shuffled = new ArrayList<>(shop.histories);
    Collections.shuffle(shuffled, new Random(1));

    var weeks = fitted(PurchaseFamily.BG_NBD, shop.histories, options).model();

    assertThat(fitted(PurchaseFamily.BG_NBD, shuffled, options).model().parameters())
        .isEqualTo(weeks.parameters());
    var days = fitted(PurchaseFamily.BG_NBD, inDays, options).model();
    assertThat(days.parameters().get("alpha"))
        .isCloseTo(7 * weeks.parameters().get("alpha"), within(0.05));
    assertThat(days.expectedPurchases(inDays.getFirst(), 70))
        .isCloseTo(weeks.expectedPurchases(shop.histories.getFirst(), 10), within(1e-3));
  }

  @Test
  void equalHistoriesCountAsManyTimes() {
    var twice = new PurchaseHistory(1, 3, 9);
    var once = new PurchaseHistory(0, 0, 5);
    var process = new ParetoNbd(0.6, 8, 0.7, 10);
    var weighted = new WeightedHistories(List.of(twice, once, twice));

    assertThat(weighted.size()).isEqualTo(2);
    assertThat(weighted.logLikelihood(process))
        .isCloseTo(2 * process.logLikelihood(twice) + process.logLikelihood(once), within(1e-12));
  }

  @Test
  void tenCustomersAreDrawnToThePrior() {
    var truth = new BetaGeometricNbd(PurchaseFamily.BG_NBD, 0.5, 8, 0.7, 2.5);
    double worst = 0;
    int answers = 0;
    for (int seed = 0; seed < 30; seed++) {
      var shop = new SimulatedShop(truth, 10, 40, 40, seed);
      if (ProcessFit.of(PurchaseFamily.BG_NBD, shop.histories, options)
          instanceof Fitted<PurchaseProcess> fit) {
        var newcomer = PurchaseHistory.NEWCOMER;
        double ratio =
            fit.model().expectedPurchases(newcomer, 40) / truth.expectedPurchases(newcomer, 40);
        worst = Math.max(worst, Math.abs(Math.log(ratio)));
        answers++;
        assertThat(fit.priorWeight()).isGreaterThan(0.97);
      }
    }

    assertThat(answers).isGreaterThan(20);
    assertThat(worst).isLessThan(Math.log(4));
  }

  @Test
  void tooLittleIsRefusedWithWhatIsMissing() {
    List<PurchaseHistory> four = Collections.nCopies(4, new PurchaseHistory(0, 0, 5));

    Fit<PurchaseProcess> fit = ProcessFit.of(PurchaseFamily.BG_NBD, four, options);

    assertThat(fit)
        .isEqualTo(
            new Fit.InsufficientEvidence<>(
                List.of(
                    "4 customers, 10 are needed", "0 customers who bought again, 3 are needed")));
  }

  @Test
  void eightyPercentIntervalsOfTotalsHoldEightyPercent() {
    var truth = new BetaGeometricNbd(PurchaseFamily.BG_NBD, 0.8, 6, 0.8, 2.5);
    int shops = 100;
    int inside = 0;
    for (int seed = 0; seed < shops; seed++) {
      var shop = new SimulatedShop(truth, 200, 40, 20, 100 + seed);
      var fit = fitted(PurchaseFamily.BG_NBD, shop.histories, options);
      Interval interval =
          TotalForecast.interval(
              fit, shop.histories, 20, 0.8, RateLevel.NONE, 100, new Random(seed));
      inside += interval.contains(shop.total()) ? 1 : 0;
    }

    // two standard errors of 100 shops are 8 points
    assertThat(inside).isBetween(72, 88);
  }
}
