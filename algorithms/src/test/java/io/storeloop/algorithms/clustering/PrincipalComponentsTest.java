package io.storeloop.algorithms.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  @Test
  void rowsOnALineHaveOneDirection() {
    double[][] rows = {{0, 0}, {1, 1}, {2, 2}};

    PrincipalComponents components = PrincipalComponents.of(rows, 2, 1);

    // the middle is (1, 1), and (2, 2) lies √2 from it
    assertThat(components.project(new double[] {2, 2})[0]).isEqualTo(Math.sqrt(2), within(1e-9));
    assertThat(components.shares()).containsExactly(new double[] {1, 0}, within(1e-9));
    assertThat(components.project(new double[] {2, 2})[1]).isZero();
  }

  @Test
  void directionsOfAnEllipseAreItsAxes() {
    // variances 4·½ = 2 along x and 1·½ = 0.5 along y: shares 0.8 and 0.2
    double[][] rows = {{2, 0}, {-2, 0}, {0, 1}, {0, -1}};

    PrincipalComponents components = PrincipalComponents.of(rows, 2, 5);

    assertThat(components.shares()).containsExactly(new double[] {0.8, 0.2}, within(1e-9));
    assertThat(components.project(new double[] {3, 7}))
        .containsExactly(new double[] {3, 7}, within(1e-6));
  }

  @Test
  void theVarianceAlongTheFirstDirectionIsNotSurpassed() {
    Random random = new Random(3);
    double[][] rows = new double[200][];
    Arrays.setAll(
        rows,
        row -> {
          double common = random.nextGaussian();
          return new double[] {
            common + 0.1 * random.nextGaussian(), -2 * common, random.nextGaussian()
          };
        });

    PrincipalComponents components = PrincipalComponents.of(rows, 3, 9);

    double along = variance(rows, row -> components.project(row)[0]);
    for (int i = 0; i < 1_000; i++) {
      double[] other = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double length = Math.sqrt(dot(other, other));
      assertThat(variance(rows, row -> dot(row, other) / length)).isLessThanOrEqualTo(along + 1e-9);
    }
    assertThat(Arrays.stream(components.shares()).sum()).isEqualTo(1, within(1e-9));
  }

  @Test
  void anotherSeedDrawsTheSame() {
    double[][] rows = {{2, 0.3}, {-2, 0.1}, {0, 1}, {0.5, -1}};

    double[] one = PrincipalComponents.of(rows, 2, 1).project(rows[0]);
    double[] other = PrincipalComponents.of(rows, 2, 99).project(rows[0]);

    assertThat(other).containsExactly(one, within(1e-6));
  }

  @Test
  void nothingToProjectIsRefused() {
    assertThatThrownBy(() -> PrincipalComponents.of(new double[0][], 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PrincipalComponents.of(new double[][] {{1}}, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double variance(double[][] rows, ToDoubleFunction<double[]> value) {
    double mean = Arrays.stream(rows).mapToDouble(value).average().orElseThrow();
    return Arrays.stream(rows)
        .mapToDouble(value)
        .map(v -> (v - mean) * (v - mean))
        .average()
        .orElseThrow();
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
