package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class SilhouetteTest {
  private static final double[][] LINE = {{0}, {1}, {10}, {11}};

  @Test
  void twoPairsOnALineAreTheOnesComputedByHand() {
    Silhouette silhouette = Silhouette.of(LINE, new int[] {0, 0, 1, 1}, 100, 1);

    // outer rows: a = 1, b = 10.5 → 1 - 1/10.5; inner rows: a = 1, b = 9.5 → 1 - 1/9.5
    double outer = 1 - 1 / 10.5;
    double inner = 1 - 1 / 9.5;
    assertThat(silhouette.mean()).isCloseTo((outer + inner) / 2, within(1e-12));
    // deviations ±(outer - inner)/2, four of them, divided by 3 and by 4
    assertThat(silhouette.standardError())
        .isCloseTo(Math.abs(outer - inner) / 2 * Math.sqrt(4 / 3.0 / 4), within(1e-9));
    assertThat(silhouette.rows()).isEqualTo(4);
  }

  @Test
  void rowsInTheWrongClusterAreBelowZero() {
    assertThat(Silhouette.of(LINE, new int[] {0, 1, 0, 1}, 100, 1).mean()).isNegative();
  }

  @Test
  void aRowAloneAndEqualRowsCountZero() {
    // the row alone 0; the others a = 0, b = 5 → 1 each
    assertThat(Silhouette.of(new double[][] {{0}, {0}, {5}}, new int[] {0, 0, 1}, 100, 1).mean())
        .isCloseTo(2 / 3.0, within(1e-12));
    assertThat(
            Silhouette.of(new double[][] {{3}, {3}, {3}, {3}}, new int[] {0, 0, 1, 1}, 100, 1)
                .mean())
        .isZero();
  }

  @Test
  void aSampleIsNearTheWholeAndTheSameSeedGivesTheSame() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(6);
    double[][] rows = new double[1_500][];
    int[] labels = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      labels[row] = row % 3;
      rows[row] = new double[] {6 * labels[row] + random.nextGaussian(), random.nextGaussian()};
    }

    Silhouette whole = Silhouette.of(rows, labels, 1_500, 1);
    Silhouette sampled = Silhouette.of(rows, labels, 400, 1);

    assertThat(sampled.rows()).isEqualTo(400);
    assertThat(sampled.mean()).isCloseTo(whole.mean(), within(4 * sampled.standardError()));
    assertThat(Silhouette.of(rows, labels, 400, 1)).isEqualTo(sampled);
    assertThat(Silhouette.of(rows, labels, 400, 2)).isNotEqualTo(sampled);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> Silhouette.of(LINE, new int[] {0, 1}, 100, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 and 2");
    assertThatThrownBy(() -> Silhouette.of(LINE, new int[] {0, 0, 0, 0}, 100, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two or more clusters");
    assertThatThrownBy(() -> Silhouette.of(LINE, new int[] {0, 0, -1, 1}, 100, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("labels must be at least 0");
    assertThatThrownBy(() -> Silhouette.of(LINE, new int[] {0, 0, 1, 1}, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sample must be between 2 and 20000, but was 1");
  }
}
