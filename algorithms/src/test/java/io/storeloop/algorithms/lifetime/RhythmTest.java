package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.lifetime.Fit.Fitted;
import java.util.ArrayList;
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
