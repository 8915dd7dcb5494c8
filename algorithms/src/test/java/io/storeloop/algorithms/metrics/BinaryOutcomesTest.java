package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinaryOutcomesTest {
  private static final double EXACT = 1e-12;

  @Test
  void figuresOfFourCasesAreThoseByHand() {
    double[] probabilities = {0.9, 0.6, 0.6, 0.1};
    boolean[] called = {true, true, true, false};
    boolean[] labels = {true, false, true, false};

    BinaryFigures figures = new BinaryOutcomes(probabilities, called, labels).figures();

    // pairs: 0.9 above 0.6 and 0.1: 2; 0.6 ties one no and is above the other: 1.5 → 3.5 / 4
    assertThat(figures.auc()).isCloseTo(0.875, within(EXACT));
    // precision 1 at the first yes, 2/3 at the run of 0.6 which holds the other → (1 + 2/3) / 2
    assertThat(figures.prAuc()).isCloseTo(5 / 6.0, within(EXACT));
    // (0.01 + 0.36 + 0.16 + 0.01) / 4
    assertThat(figures.brier()).isCloseTo(0.135, within(EXACT));
    // bins: 0.1 − 0, |1.2 − 1|, |0.9 − 1| → (0.1 + 0.2 + 0.1) / 4
    assertThat(figures.ece()).isCloseTo(0.1, within(EXACT));
    assertThat(figures.logLoss())
        .isCloseTo(-(2 * Math.log(0.9) + Math.log(0.4) + Math.log(0.6)) / 4, within(EXACT));
    assertThat(figures.precision()).isCloseTo(2 / 3.0, within(EXACT));
    assertThat(figures.recall()).isEqualTo(1);
    assertThat(figures.f1()).isCloseTo(0.8, within(EXACT));
    // 0.4 of the first case are the top tenth, all yes, against a half
    assertThat(figures.liftAt10()).isCloseTo(2, within(EXACT));
  }

  @Test
  void aucAgreesWithCountingAllPairs() {
    var random = new SplittableRandom(7);
    for (int round = 0; round < 50; round++) {
      double[] probabilities = random.doubles(40).map(p -> Math.round(p * 10) / 10.0).toArray();
      boolean[] labels = new boolean[40];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = i == 0 || i > 1 && random.nextInt(3) == 0;
      }

      double auc = new BinaryOutcomes(probabilities, new boolean[40], labels).figures().auc();

      assertThat(auc).isCloseTo(byPairs(probabilities, labels), within(EXACT));
      assertThat(BinaryOutcomes.auc(probabilities, labels)).isCloseTo(auc, within(EXACT));
    }
  }

  private static double byPairs(double[] scores, boolean[] labels) {
    double won = 0;
    double pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (labels[i] && !labels[j]) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return won / pairs;
  }

  @Test
  void estimatesHoldTheValueAndRepeatWithTheSeed() {
    var random = new SplittableRandom(3);
    double[] probabilities = random.doubles(200).toArray();
    boolean[] labels = new boolean[200];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextDouble() < probabilities[i];
    }
    var outcomes = new BinaryOutcomes(probabilities, new boolean[200], labels);

    Estimate once = outcomes.estimate(BinaryFigures::auc, BootstrapOptions.seeded(1));
    Estimate again = outcomes.estimate(BinaryFigures::auc, BootstrapOptions.seeded(1));

    assertThat(once).isEqualTo(again);
    assertThat(once.interval().contains(once.value())).isTrue();
    assertThat(once.value()).isEqualTo(outcomes.figures().auc());
  }

  @Test
  void calibrationBinsHoldAllCases() {
    var outcomes =
        new BinaryOutcomes(
            new double[] {0.05, 0.07, 1.0}, new boolean[3], new boolean[] {false, true, true});

    CalibrationBin[] bins = outcomes.calibration();

    assertThat(bins).hasSize(2);
    assertThat(bins[0].meanProbability()).isCloseTo(0.06, within(EXACT));
    assertThat(bins[0].rate()).isEqualTo(0.5);
    assertThat(bins[1]).isEqualTo(new CalibrationBin(1, 1, 1));
  }

  @Test
  void whatCannotBeJudgedIsRefused() {
    boolean[] none = new boolean[2];

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinaryOutcomes(new double[] {0.1, 0.2}, none, none))
        .withMessageContaining("0 of 2 were yes");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new BinaryOutcomes(new double[] {1.1, 0.2}, none, new boolean[] {true, false}))
        .withMessageContaining("1.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinaryOutcomes(new double[] {0.2}, none, none))
        .withMessageContaining("every label");
  }
}
