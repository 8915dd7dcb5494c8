package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.lifetime.Fit.Fitted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private final BetaGeometricNbd process =
      new BetaGeometricNbd(PurchaseFamily.MBG_NBD, 0.9, 5, 0.7, 2.5);
  private final Rhythm rhythm = new Rhythm(new double[] {2, 5, 1}, 4);

  @Test
  void ofShapeOneItIsTheModifiedBetaGeometric() {
    var model = new RhythmModel(1, process);
    var history = new PurchaseHistory(3, 8, 12);

    assertThat(model.aliveProbability(rhythm)).isEqualTo(process.aliveProbability(history));
    assertThat(model.purchaseProbability(rhythm, 6))
        .isEqualTo(process.purchaseProbability(history, 6));
  }

  @Test
  void computedByHand() {
    // shape 2, one gap of 1, silent for 1: S = 1, e² = 1; r = alpha = a = b = 1
    var model = new RhythmModel(2, new BetaGeometricNbd(PurchaseFamily.MBG_NBD, 1, 1, 1, 1));
    var anna = new Rhythm(new double[] {1}, 1);

    // odds of left a / (b + 1) · ((1 + 2) / (1 + 1))² = 9/8
    assertThat(model.aliveProbability(anna)).isCloseTo(8.0 / 17, within(1e-12));
    // within 1: R(0) = 1 + 1 + 1, R(1) = 1 + 1 + 4, so 1 - (3/6)²
    assertThat(model.purchaseProbability(anna, 1)).isCloseTo(8.0 / 17 * 0.75, within(1e-12));
    assertThat(model.timeUntil(anna, 8.0 / 17 * 0.75)).hasValueCloseTo(1.0, within(1e-9));
    assertThat(model.timeUntil(anna, 0.5)).isEmpty();
  }

  @Test
  void hazardIsTheSlopeOverWhatIsLeft() {
    var model = new RhythmModel(1.3, process);
    double step = 1e-5;

    double before = model.purchaseProbability(rhythm, 3 - step);
    double after = model.purchaseProbability(rhythm, 3 + step);
    double slope = (after - before) / (2 * step);

    assertThat(model.hazard(rhythm, 3))
        .isCloseTo(slope / (1 - model.purchaseProbability(rhythm, 3)), within(1e-6));
  }

  @Test
  void findsTheShapeOfSimulatedCustomers() {
    for (double shape : new double[] {0.7, 1.6}) {
      List<Rhythm> rhythms = simulated(shape, 2_500);

      var fit = (Fitted<RhythmModel>) RhythmFit.of(rhythms, LifetimeOptions.standard());

      assertThat(fit.model().shape()).isCloseTo(shape, within(0.08));
    }
  }

  @Test
  void whoBuysByTheCalendarHasAShapeThatEnds() {
    for (double gap : new double[] {1.0 / 7, 30, 4e9}) {
      List<Rhythm> rhythms = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        double[] gaps = new double[1 + i % 6];
        Arrays.fill(gaps, gap);
        rhythms.add(new Rhythm(gaps, i % 4 == 0 ? 2.5 * gap : 0.5 * gap));
      }

      var fit = (Fitted<RhythmModel>) RhythmFit.of(rhythms, new LifetimeOptions(10, 3, 0, 1_000));

      assertThat(fit.model().shape()).isBetween(10.0, 30.0);
      Rhythm anna = rhythms.get(5);
      assertThat(fit.model().purchaseProbability(anna, 0.3 * gap)).isLessThan(0.1);
      assertThat(fit.model().purchaseProbability(anna, 0.6 * gap)).isGreaterThan(0.5);
      assertThat(fit.model().aliveProbability(rhythms.get(4))).isLessThan(0.05);
    }
  }

  /** Watched for 60; gaps E^(1/shape) · scale, leaving by Beta(0.7, 2.5). */
  private static List<Rhythm> simulated(double shape, int customers) {
    var random = new Random(17);
    List<Rhythm> rhythms = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      double rate = Draws.gamma(1.5, Math.pow(6, shape), random);
      double leaves = Draws.beta(0.7, 2.5, random);
      List<Double> gaps = new ArrayList<>();
      double last = 0;
      while (random.nextDouble() >= leaves) {
        double gap = Math.pow(random.nextExponential() / rate, 1 / shape);
        if (last + gap > 60) {
          break;
        }
        gaps.add(gap);
        last += gap;
      }
      rhythms.add(new Rhythm(gaps.stream().mapToDouble(Double::doubleValue).toArray(), 60 - last));
    }
    return rhythms;
  }

  @Test
  void probabilitiesAreRightOnSimulatedCustomers() {
    var truth = new BetaGeometricNbd(PurchaseFamily.MBG_NBD, 0.9, 5, 0.7, 2.5);
    var shop = new SimulatedShop(truth, 3_000, 40, 4, 5);
    var model =
        ((Fitted<RhythmModel>) RhythmFit.of(shop.rhythms, LifetimeOptions.standard())).model();

    double expected =
        shop.rhythms.stream().mapToDouble(one -> model.purchaseProbability(one, 4)).sum();
    long actual = shop.waits.stream().filter(wait -> wait.length > 0).count();

    assertThat(expected / actual).isCloseTo(1, within(0.08));
  }

  @Test
  void drawnCountsOfShapeOneAreThoseOfTheModifiedBetaGeometric() {
    var drawn = CountForecast.of(new RhythmModel(1, process), rhythm, 10, 20_000, new Random(6));
    var exact = CountForecast.of(process, new PurchaseHistory(3, 8, 12), 10);

    assertThat(drawn.mean()).isCloseTo(exact.mean(), within(0.05));
    assertThat(drawn.probability(0)).isCloseTo(exact.probability(0), within(0.015));
    assertThat(exact.mean())
        .isCloseTo(process.expectedPurchases(new PurchaseHistory(3, 8, 12), 10), within(1e-3));
  }

  @Test
  void drawnCountsAgreeWithTheProbabilityOfAny() {
    var model = new RhythmModel(1.5, process);
    var drawn = CountForecast.of(model, rhythm, 6, 20_000, new Random(6));

    assertThat(1 - drawn.probability(0))
        .isCloseTo(model.purchaseProbability(rhythm, 6), within(0.015));
  }

  @Test
  void tooLittleIsRefused() {
    assertThat(RhythmFit.of(List.of(rhythm), LifetimeOptions.standard()))
        .isInstanceOf(Fit.InsufficientEvidence.class);
    assertThatThrownBy(() -> new Rhythm(new double[] {0}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gap must be above 0");
    assertThatThrownBy(() -> new Rhythm(new double[0], -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
