package io.storeloop.algorithms.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandardiserTest {
  private static final boolean[] PLAIN = {false};
  private static final boolean[] HEAVY = {true};

  @Test
  void columnsGetMeanZeroAndDeviationOne() {
    double[][] rows = {{1, 10}, {3, 10}, {5, 40}};

    double[][] scaled = Standardiser.fit(rows, new boolean[] {false, false}).transform(rows);

    // 1, 3, 5: mean 3, deviation √(8/3); 10, 10, 40: mean 20, deviation √200
    assertThat(scaled[0][0]).isCloseTo(-2 / Math.sqrt(8 / 3.0), within(1e-12));
    assertThat(scaled[1][0]).isZero();
    assertThat(scaled[2][1]).isCloseTo(20 / Math.sqrt(200), within(1e-12));
  }

  @Test
  void heavyTailsAreTakenByTheirLogarithm() {
    double[][] rows = {{0}, {1}, {3}, {7}};

    Standardiser standardiser = Standardiser.fit(rows, HEAVY);

    // log(1 + x) is the logarithm of 1, 2, 4 and 8, with a mean of 1.5 and a deviation of √1.25 log
    // 2
    assertThat(standardiser.units()).containsExactly(1);
    assertThat(standardiser.means()[0]).isCloseTo(1.5 * Math.log(2), within(1e-12));
    double[][] scaled = standardiser.transform(rows);
    assertThat(scaled[0][0]).isCloseTo(-1.5 / Math.sqrt(1.25), within(1e-12));
    assertThat(scaled[3][0]).isCloseTo(1.5 / Math.sqrt(1.25), within(1e-12));
  }

  @Test
  void theLogarithmDoesTheSameToSmallNumbersInAnyUnit() {
    double[][] rows = {{0}, {0.03}, {0.06}, {0.21}};
    double[][] smaller = {{0}, {0.00003}, {0.00006}, {0.00021}};

    Standardiser standardiser = Standardiser.fit(rows, HEAVY);

    // of 0.03, 0.06 and 0.21 the lowest tenth ends at 0.03
    assertThat(standardiser.units()).containsExactly(0.03);
    assertThat(standardiser.means()[0])
        .isCloseTo((Math.log(2) + Math.log(3) + Math.log(8)) / 4, within(1e-12));
    double[][] scaled = standardiser.transform(rows);
    double[][] scaledSmaller = Standardiser.fit(smaller, HEAVY).transform(smaller);
    for (int row = 0; row < rows.length; row++) {
      assertThat(scaledSmaller[row]).containsExactly(scaled[row], within(1e-9));
    }
    assertThat(Standardiser.unit(new double[] {0, 0, Double.NaN})).isEqualTo(1);
  }

  @Test
  void absentCellsTakeNoPartAndPullNowhere() {
    double[][] rows = {{1}, {Double.NaN}, {3}};

    double[][] scaled = Standardiser.fit(rows, PLAIN).transform(rows);

    assertThat(scaled).isDeepEqualTo(new double[][] {{-1}, {0}, {1}});
  }

  @Test
  void aColumnWithoutSpreadTellsNothing() {
    double[][] rows = {{0.1}, {0.1}, {0.1}};

    assertThat(Standardiser.fit(rows, PLAIN).transform(new double[] {7})).containsExactly(0);
    assertThat(Standardiser.fit(new double[][] {{Double.NaN}}, PLAIN).transform(new double[] {7}))
        .containsExactly(0);
  }

  @Test
  void aCentroidComesBackInItsUnits() {
    double[][] rows = {{3, 100}, {5, 0}, {1, 7}};
    var standardiser = Standardiser.fit(rows, new boolean[] {false, true});

    double[] restored = standardiser.restore(standardiser.transform(rows[0]));

    assertThat(restored[0]).isCloseTo(3, within(1e-12));
    assertThat(restored[1]).isCloseTo(100, within(1e-10));
    assertThat(standardiser.columnCount()).isEqualTo(2);
  }

  @Test
  void refusesNonsense() {
    var standardiser = Standardiser.fit(new double[][] {{1}, {2}}, HEAVY);

    assertThatThrownBy(() -> Standardiser.fit(new double[][] {}, PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one row");
    assertThatThrownBy(() -> standardiser.transform(new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs 1 columns, but had 2");
    assertThatThrownBy(() -> standardiser.transform(new double[] {-1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite and 0 or more, but was -1.0");
    assertThatThrownBy(() -> Standardiser.fit(new double[][] {{Double.POSITIVE_INFINITY}}, PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column 0 must be finite, but was Infinity");
    assertThatThrownBy(() -> standardiser.restore(new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
