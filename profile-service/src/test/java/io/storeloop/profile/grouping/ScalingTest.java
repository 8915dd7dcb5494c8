package io.storeloop.profile.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.clustering.Standardiser;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScalingTest {
  private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

  @Test
  void placesAsTheStandardiserItLearntFrom() {
    double[][] rows = {{0, 1, 7}, {10, 3, 7}, {200, Double.NaN, 7}};
    boolean[] heavyTailed = {true, false, false};
    Standardiser standardiser = Standardiser.fit(rows, heavyTailed);

    Scaling scaling = Scaling.learn(rows, heavyTailed);

    for (double[] row : rows) {
      assertThat(scaling.place(row)).containsExactly(standardiser.transform(row), ROUNDING);
    }
    assertThat(scaling.restore(new double[] {0.5, -1, 0}))
        .containsExactly(standardiser.restore(new double[] {0.5, -1, 0}), ROUNDING);
  }
}
