package io.storeloop.algorithms.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRatioTest {
  private static final double[] HALVES = {0.5, 0.5};

  @Test
  void exactlyTheExpectedUsersAreNoSurprise() {
    assertThat(SampleRatio.pValue(new long[] {500, 500}, HALVES)).isEqualTo(1);
    assertThat(SampleRatio.pValue(new long[] {0, 0}, HALVES)).isEqualTo(1);
  }

  @Test
  void threeArmsAreComparedByTwoDegreesOfFreedom() {
    double p =
        SampleRatio.pValue(new long[] {110, 90, 100}, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0});

    // (10² + 10²) / 100 = 2; two degrees: e^-1
    assertThat(p).isCloseTo(Math.exp(-1), within(1e-12));
  }

  @Test
  void aSmallBiasInManyUsersIsAnAlarm() {
    // 1,000 too many of 50,000 expected: (1000² + 1000²) / 50,000 = 40
    double p = SampleRatio.pValue(new long[] {51_000, 49_000}, HALVES);

    assertThat(p)
        .isLessThan(SampleRatio.ALARM_BELOW)
        .isCloseTo(2.54e-10, Percentage.withPercentage(1));
  }

  @Test
  void theSameShareInFewUsersIsNone() {
    assertThat(SampleRatio.pValue(new long[] {51, 49}, HALVES)).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @CsvSource({
    "3.841458820694124, 1, 0.05",
    "10.827566170662733, 1, 0.001",
    "9.487729036781154, 4, 0.05"
  })
  void tailsOfKnownQuantiles(double value, int degrees, double tail) {
    assertThat(ChiSquare.upperTail(value, degrees)).isCloseTo(tail, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 0.3, 2, 3.5, 7, 25, 120, 900})
  void evenDegreesAgreeWithThePoissonSum(double value) {
    for (int half = 1; half <= 12; half++) {
      // Q(k, x) = e^-x Σ_{i<k} x^i / i!
      double term = Math.exp(-value / 2);
      double sum = 0;
      for (int i = 0; i < half; i++) {
        sum += term;
        term *= value / 2 / (i + 1);
      }

      assertThat(ChiSquare.upperTail(value, 2 * half))
          .isCloseTo(sum, Percentage.withPercentage(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 9, 31})
  void oddDegreesAgreeWithIntegratingTheDensity(int degrees) {
    double from = degrees * 0.8;

    assertThat(ChiSquare.upperTail(from, degrees)).isCloseTo(integral(from, degrees), within(1e-9));
  }

  @Test
  void theEndsAreCertain() {
    assertThat(ChiSquare.upperTail(0, 3)).isEqualTo(1);
    assertThat(ChiSquare.upperTail(Double.POSITIVE_INFINITY, 3)).isZero();
    assertThat(ChiSquare.upperTail(1_000, 1_000)).isBetween(0.48, 0.51);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> SampleRatio.pValue(new long[] {5}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two or more arms");
    assertThatThrownBy(() -> SampleRatio.pValue(new long[] {5, 5, 5}, HALVES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 and 2");
    assertThatThrownBy(() -> SampleRatio.pValue(new long[] {5, -1}, HALVES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("arm 1 had -1");
    assertThatThrownBy(() -> SampleRatio.pValue(new long[] {5, 5}, new double[] {0.5, 0.6}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shares must add up to 1, but added up to 1.1");
    assertThatThrownBy(() -> ChiSquare.upperTail(-1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ChiSquare.upperTail(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Simpson's rule on the density; Γ(k/2) by its recurrence from Γ(½) = √π. */
  private static double integral(double from, int degrees) {
    double gamma = Math.sqrt(Math.PI);
    for (double a = 0.5; a < degrees / 2.0; a++) {
      gamma *= a;
    }
    int steps = 200_000;
    double width = 400.0 / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double x = from + i * width;
      double density =
          Math.pow(x, degrees / 2.0 - 1) * Math.exp(-x / 2) / (Math.pow(2, degrees / 2.0) * gamma);
      sum += density * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
    }
    return sum * width / 3;
  }
}
