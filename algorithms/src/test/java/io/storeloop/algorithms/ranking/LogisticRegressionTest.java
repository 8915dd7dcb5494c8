package io.storeloop.algorithms.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  @Test
  void aYesOrNoFeatureGivesTheSharesOfItsGroups() {
    float[] rows = {0, 0, 0, 0, 1, 1, 1, 1};
    boolean[] labels = {true, false, false, false, true, true, true, false};

    var model = LogisticRegression.fit(rows, 1, labels, 0);

    // 1 of 4 and 3 of 4: log odds -ln 3 and ln 3, one deviation is 1/2, so its weight is ln 3
    assertThat(model.probabilities(new float[] {0, 1}))
        .containsExactly(new double[] {0.25, 0.75}, within(1e-9));
    assertThat(model.weights()).containsExactly(new double[] {Math.log(3)}, within(1e-6));
  }

  @Test
  void agreesWithPlainGradientAscent() {
    var random = new SplittableRandom(11);
    float[] rows = new float[400];
    boolean[] labels = new boolean[200];
    for (int i = 0; i < 200; i++) {
      rows[2 * i] = (float) random.nextDouble();
      rows[2 * i + 1] = (float) (5 * random.nextDouble());
      labels[i] = random.nextDouble() < 1 / (1 + Math.exp(1 - 3 * rows[2 * i] + rows[2 * i + 1]));
    }

    double[] weights = LogisticRegression.fit(rows, 2, labels, 3).weights();

    assertThat(weights).containsExactly(ascend(rows, labels, 3), within(1e-5));
  }

  /** Small steps uphill on features scaled by hand; the intercept is not shrunk. */
  private static double[] ascend(float[] rows, boolean[] labels, double l2) {
    int count = labels.length;
    double[] w = new double[3];
    double[] mean = new double[2];
    double[] deviation = new double[2];
    for (int f = 0; f < 2; f++) {
      for (int i = 0; i < count; i++) {
        mean[f] += rows[2 * i + f] / count;
      }
      for (int i = 0; i < count; i++) {
        deviation[f] += Math.pow(rows[2 * i + f] - mean[f], 2) / count;
      }
      deviation[f] = Math.sqrt(deviation[f]);
    }
    for (int step = 0; step < 20_000; step++) {
      double[] gradient = {-l2 * w[0], -l2 * w[1], 0};
      for (int i = 0; i < count; i++) {
        double x = (rows[2 * i] - mean[0]) / deviation[0];
        double y = (rows[2 * i + 1] - mean[1]) / deviation[1];
        double error = (labels[i] ? 1 : 0) - 1 / (1 + Math.exp(-w[0] * x - w[1] * y - w[2]));
        gradient[0] += error * x;
        gradient[1] += error * y;
        gradient[2] += error;
      }
      for (int a = 0; a < 3; a++) {
        w[a] += 0.005 * gradient[a];
      }
    }
    return new double[] {w[0], w[1]};
  }

  @Test
  void contributionsAddUpToTheMarginAndSurviveStorage() {
    float[] rows = {0, 3, 1, 1, 2, 0, 3, 5, 4, 4};
    boolean[] labels = {false, true, false, true, true};
    var model = LogisticRegression.fit(rows, 2, labels, 1);
    float[] row = {2.5f, -1};

    double[] contributions = model.contributions(row);
    var stored = LogisticRegression.of(model.parameters());

    assertThat(model.base() + contributions[0] + contributions[1])
        .isCloseTo(model.margin(row), within(1e-12));
    assertThat(1 / (1 + Math.exp(-model.margin(row))))
        .isCloseTo(model.probabilities(row)[0], within(1e-12));
    assertThat(stored.margin(row)).isEqualTo(model.margin(row));
  }

  @Test
  void aFeatureThatNeverChangesSaysNothing() {
    float[] rows = {7, 0, 7, 1, 7, 1, 7, 0};
    boolean[] labels = {false, true, false, true};

    var model = LogisticRegression.fit(rows, 2, labels, 1);

    assertThat(model.weights()[0]).isZero();
    assertThat(Arrays.stream(model.probabilities(rows))).allMatch(p -> p > 0 && p < 1);
  }

  @Test
  void shrinkingDrawsWeightsToZeroAndKeepsTheMean() {
    float[] rows = {0, 1, 2, 3, 4, 5};
    boolean[] labels = {false, false, false, false, true, true};

    var strict = LogisticRegression.fit(rows, 1, labels, 1e6);

    assertThat(strict.weights()[0]).isCloseTo(0, within(1e-4));
    assertThat(strict.probabilities(new float[] {0})[0]).isCloseTo(1 / 3.0, within(1e-4));
  }

  @Test
  void refusesRowsThatDoNotFit() {
    assertThatThrownBy(() -> LogisticRegression.fit(new float[3], 2, new boolean[1], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("labels × features");
    assertThatThrownBy(() -> LogisticRegression.fit(new float[2], 2, new boolean[1], -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("l2 0 or more");
  }
}
