package io.storeloop.algorithms.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistributionsTest {

  @Test
  void normalTailsOfTheTables() {
    // Abramowitz and Stegun, tables 26.1 and 26.2
    assertThat(NormalDistribution.cumulative(1)).isCloseTo(0.841344746068543, within(1e-14));
    assertThat(NormalDistribution.upperTail(2)).isCloseTo(0.022750131948179, within(1e-14));
    assertThat(NormalDistribution.upperTail(-1)).isCloseTo(0.841344746068543, within(1e-14));
    assertThat(NormalDistribution.upperTail(6) / 9.865876450377e-10).isCloseTo(1, within(1e-9));
    assertThat(NormalDistribution.density(0)).isCloseTo(0.398942280401433, within(1e-14));
  }

  @Test
  void theBetaIntegralIsABinomialTail() {
    // I_x(a, b) = P(Binomial(a + b − 1, x) ≥ a), summed one by one
    for (int a = 1; a <= 8; a++) {
      for (int b = 1; b <= 8; b++) {
        for (double x : new double[] {0.03, 0.4, 0.5, 0.77, 0.99}) {
          assertThat(IncompleteBeta.regularised(x, a, b))
              .isCloseTo(binomialTail(a, a + b - 1, x), within(1e-12));
        }
      }
    }
    // 6 x² − 8 x³ + 3 x⁴ at ½
    assertThat(IncompleteBeta.regularised(0.5, 2, 3)).isCloseTo(0.6875, within(1e-14));
  }

  @Test
  void theBetaIntegralOfManyIsNearlyNormal() {
    double a = 40_000;
    double b = 60_000;
    double deviation = Math.sqrt(a * b / (a + b + 1)) / (a + b);

    double value = IncompleteBeta.regularised(0.4 + 1.5 * deviation, a, b);

    assertThat(value).isCloseTo(NormalDistribution.cumulative(1.5), within(1e-3));
    assertThatIllegalArgumentException().isThrownBy(() -> IncompleteBeta.regularised(1.5, 1, 1));
  }

  private static double binomialTail(int from, int trials, double x) {
    double sum = 0;
    for (int k = from; k <= trials; k++) {
      double ways = 1;
      for (int i = 0; i < k; i++) {
        ways = ways * (trials - i) / (i + 1);
      }
      sum += ways * Math.pow(x, k) * Math.pow(1 - x, trials - k);
    }
    return sum;
  }
}
