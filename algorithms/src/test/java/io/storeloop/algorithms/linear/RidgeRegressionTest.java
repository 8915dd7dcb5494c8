package io.storeloop.algorithms.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RidgeRegressionTest {

  @Test
  void aLineThroughItsPoints() {
    var line = RidgeRegression.fit(new float[] {1, 2, 3}, 1, new double[] {5, 7, 9}, 0);

    assertThat(line.predictions(new float[] {10})[0]).isCloseTo(23, within(1e-4));
  }

  @Test
  void ridgeDrawsTheSlopeToNothing() {
    // scaled x is ∓1, so the slope is Σ x y / (Σ x² + l2) = 2 / (2 + 2)
    var line = RidgeRegression.fit(new float[] {-1, 1}, 1, new double[] {-1, 1}, 2);

    assertThat(line.predictions(new float[] {1})[0]).isCloseTo(0.5, within(1e-5));
  }

  @Test
  void featuresThatRepeatOrNeverChangeAreHarmless() {
    var line =
        RidgeRegression.fit(new float[] {1, 2, 7, 2, 4, 7, 3, 6, 7}, 3, new double[] {5, 7, 9}, 0);

    assertThat(line.predictions(new float[] {2, 4, 7})[0]).isCloseTo(7, within(1e-4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RidgeRegression.fit(new float[] {1}, 2, new double[] {1}, 0));
  }
}
