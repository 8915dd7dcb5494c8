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
    double e = Math.E;
    double[][] rows = {{0}, {e * e - 1}};

    double[][] scaled = Standardiser.fit(rows, HEAVY).transform(rows);

    // log(1 + x): 0 and 2, mean 1, deviation 1
    assertThat(scaled[0][0]).isCloseTo(-1, within(1e-12));
    assertThat(scaled[1][0]).isCloseTo(1, within(1e-12));
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
