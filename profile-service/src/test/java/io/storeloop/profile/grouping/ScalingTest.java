package io.storeloop.profile.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.clustering.Standardiser;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

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

  @Test
  void whatWasStoredBeforeThereWereUnitsIsReadAsItWas() {
    String stored = "{\"heavyTailed\": [true, false], \"centres\": [1, 2], \"spreads\": [2, 4]}";

    Scaling scaling = JsonMapper.shared().readValue(stored, Scaling.class);

    double[] row = {Math.exp(5) - 1, 6};
    assertThat(scaling.place(row)).containsExactly(new double[] {2, 1}, ROUNDING);
    assertThat(scaling.restore(new double[] {2, 1})).containsExactly(row, ROUNDING);
  }

  @Test
  void unitsAreStored() {
    Scaling scaling = Scaling.learn(new double[][] {{0.04}, {0.08}, {0.5}}, new boolean[] {true});

    String stored = JsonMapper.shared().writeValueAsString(scaling);

    assertThat(JsonMapper.shared().readValue(stored, Scaling.class).place(new double[] {0.07}))
        .containsExactly(scaling.place(new double[] {0.07}));
    assertThat(scaling.units()).containsExactly(0.04);
  }

  @Test
  void columnsOfOneKindTogetherVaryAsMuchAsOneOther() {
    double[][] rows = {{0, 3, 1}, {6, 3, 5}, {0, 7, 9}, {6, 7, 1}};
    Scaling scaling =
        Scaling.learn(rows, new boolean[3]).together(Arrays.asList("taste", "taste", null));

    double[] squares = new double[3];
    for (double[] row : scaling.place(rows)) {
      for (int column = 0; column < squares.length; column++) {
        squares[column] += row[column] * row[column] / rows.length;
      }
    }

    // variances 9 and 4 of 13
    assertThat(squares).containsExactly(new double[] {9 / 13.0, 4 / 13.0, 1}, ROUNDING);
  }
}
