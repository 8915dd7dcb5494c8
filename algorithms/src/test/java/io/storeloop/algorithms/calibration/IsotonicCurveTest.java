package io.storeloop.algorithms.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsotonicCurveTest {
  @Test
  void violatorsArePooled() {
    double[] scores = {1, 2, 3, 4};
    boolean[] labels = {false, true, false, true};

    IsotonicCurve curve = IsotonicCurve.fit(scores, labels);

    // 2 and 3 pool to one half at 2.5; the ends are held off 0 and 1 by 1 / 6
    assertThat(curve.scores()).containsExactly(1, 2.5, 4);
    assertThat(curve.probabilities()).containsExactly(1 / 6.0, 0.5, 1 - 1 / 6.0);
    assertThat(curve.probability(2.5)).isEqualTo(0.5);
    assertThat(curve.probability(1.75)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(curve.probability(-9)).isEqualTo(1 / 6.0);
    assertThat(curve.probability(9)).isEqualTo(1 - 1 / 6.0);
  }

  @Test
  void equalScoresAreOnePool() {
    IsotonicCurve curve =
        IsotonicCurve.fit(new double[] {5, 5, 5, 5}, new boolean[] {true, false, false, false});

    assertThat(curve.scores()).containsExactly(5);
    assertThat(curve.probabilities()).containsExactly(0.25);
  }

  @Test
  void anyCurveRisesAndKeepsTheMean() {
    var random = new SplittableRandom(9);
    for (int round = 0; round < 100; round++) {
      double[] scores = random.doubles(60).map(score -> Math.round(score * 30)).toArray();
      boolean[] labels = new boolean[60];
      int yes = 0;
      for (int i = 0; i < labels.length; i++) {
        labels[i] = random.nextInt(30) < scores[i];
        yes += labels[i] ? 1 : 0;
      }

      IsotonicCurve curve = IsotonicCurve.fit(scores, labels);

      double before = 0;
      for (double score = -1; score < 32; score += 0.25) {
        assertThat(curve.probability(score)).isGreaterThanOrEqualTo(before).isBetween(0.0, 1.0);
        before = curve.probability(score);
      }
      assertThat(yes).isPositive();
    }
  }

  @Test
  void aMovedCurveIsHigherByThatInLogOddsWhereItHasPoints() {
    IsotonicCurve curve =
        new IsotonicCurve(new double[] {1, 2, 4}, new double[] {0.1, 0.5, 0.8}).moved(0.7);

    assertThat(curve.probabilities()[1]).isCloseTo(1 / (1 + Math.exp(-0.7)), within(1e-12));
    assertThat(curve.probability(4)).isCloseTo(1 / (1 + 0.25 * Math.exp(-0.7)), within(1e-12));
    assertThat(curve.moved(-0.7).probability(1)).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void aFallingCurveIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IsotonicCurve(new double[] {1, 2}, new double[] {0.6, 0.5}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IsotonicCurve(new double[0], new double[0]));
  }
}
