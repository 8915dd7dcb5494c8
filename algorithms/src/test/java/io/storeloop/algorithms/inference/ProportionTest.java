package io.storeloop.algorithms.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProportionTest {

  @Test
  void wilsonIntervalIsTheOneComputedByHand() {
    Interval interval = new Proportion(5, 10).wilsonInterval(0.95);

    // z = 1.959964, z² = 3.841459: centre ½, half width z·√(10·¼ + z²/4) / (10 + z²)
    //   = 1.959964 · √3.460365 / 13.841459 = 0.263406
    assertThat(interval.lower()).isCloseTo(0.236593, within(1e-6));
    assertThat(interval.upper()).isCloseTo(0.763407, within(1e-6));
  }

  @Test
  void noSuccessesStillLeaveRoomAbove() {
    Interval interval = new Proportion(0, 10).wilsonInterval(0.95);

    // upper z² / (10 + z²) = 3.841459 / 13.841459
    assertThat(interval.lower()).isZero();
    assertThat(interval.upper()).isCloseTo(0.277533, within(1e-6));
    assertThat(new Proportion(10, 10).wilsonInterval(0.95).upper()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0.6826894921370859, 1",
    "0.9544997361036416, 2",
    "0.9973002039367398, 3",
    "0.95, 1.959963984540054"
  })
  void quantileOfAConfidenceIsKnown(double confidence, double z) {
    assertThat(NormalDistribution.twoSidedQuantile(confidence)).isCloseTo(z, within(1e-10));
  }

  @Test
  void ninetyFivePercentIntervalsHoldTheTruthAboutThatOften() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(21);
    int held = 0;
    for (int run = 0; run < 2_000; run++) {
      int successes = 0;
      for (int user = 0; user < 400; user++) {
        successes += random.nextDouble() < 0.05 ? 1 : 0;
      }
      held += new Proportion(successes, 400).wilsonInterval(0.95).contains(0.05) ? 1 : 0;
    }

    assertThat(held / 2_000.0).isBetween(0.935, 0.965);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 95, Double.NaN})
  void refusesAConfidenceThatIsNone(double confidence) {
    assertThatThrownBy(() -> new Proportion(1, 2).wilsonInterval(confidence))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("confidence must be above 0 and below 1, but was " + confidence);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 5", "6, 5"})
  void refusesCountsThatAreNoProportion(long successes, long trials) {
    assertThatThrownBy(() -> new Proportion(successes, trials))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("%d of %d".formatted(successes, trials));
  }
}
