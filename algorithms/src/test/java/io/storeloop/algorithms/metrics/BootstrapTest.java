package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final BootstrapOptions OPTIONS = BootstrapOptions.seeded(7);

  @Test
  void equalCasesLeaveNoDoubt() {
    Estimate estimate = Bootstrap.mean(new double[] {3, 3, 3}, OPTIONS);

    assertThat(estimate.value()).isEqualTo(3);
    assertThat(estimate.interval().lower()).isEqualTo(3);
    assertThat(estimate.interval().upper()).isEqualTo(3);
  }

  @Test
  void theIntervalOfAShareIsThatOfTheNormalApproximation() {
    double[] values = new double[400];
    for (int i = 0; i < 100; i++) {
      values[i] = 1;
    }

    Estimate estimate = Bootstrap.mean(values, new BootstrapOptions(4_000, 0.95, 3));

    // p = 0.25, standard error √(0.25 · 0.75 / 400) = 0.021651, times 1.96 = 0.042435
    assertThat(estimate.value()).isEqualTo(0.25);
    assertThat(estimate.interval().lower()).isCloseTo(0.2076, within(0.004));
    assertThat(estimate.interval().upper()).isCloseTo(0.2924, within(0.004));
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    double[] values = {1, 2, 3, 5, 8};

    assertThat(Bootstrap.mean(values, OPTIONS)).isEqualTo(Bootstrap.mean(values, OPTIONS));
    assertThat(Bootstrap.mean(values, BootstrapOptions.seeded(8)))
        .isNotEqualTo(Bootstrap.mean(values, OPTIONS));
  }

  @Test
  void aSmallGainForEveryUserIsSignificantAndNoiseIsNot() {
    var random = new SplittableRandom(5);
    double[] incumbent = random.doubles(500).toArray();
    double[] better = new double[500];
    double[] equal = new double[500];
    for (int user = 0; user < 500; user++) {
      double noise = 0.1 * (random.nextDouble() - 0.5);
      better[user] = incumbent[user] + 0.02 + noise;
      equal[user] = incumbent[user] + (user % 2 == 0 ? noise : -noise);
    }

    PairedDifference gain = PairedDifference.between(better, incumbent, OPTIONS);
    PairedDifference chance = PairedDifference.between(equal, incumbent, OPTIONS);

    assertThat(gain.better()).isTrue();
    // no resample at or below 0: (1 + 0) / (1 + 500)
    assertThat(gain.pValue()).isCloseTo(1 / 501.0, within(1e-12));
    assertThat(gain.difference()).isCloseTo(0.02, within(0.005));
    assertThat(chance.better()).isFalse();
    assertThat(chance.interval().contains(0)).isTrue();
  }

  @Test
  void aFigureOfSeveralMeansSeesTheSameDrawsInAllColumns() {
    double[][] columns = {{1, 0, 2, 1}, {2, 0, 4, 2}};

    Estimate ratio = Bootstrap.of(columns, means -> means[0] / Math.max(1e-9, means[1]), OPTIONS);

    // each case of the first column is half of the second, so every resample is, too
    assertThat(ratio.value()).isEqualTo(0.5);
    assertThat(ratio.interval().upper()).isEqualTo(0.5);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> Bootstrap.mean(new double[0], OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> PairedDifference.between(new double[1], new double[2], OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("by 1 and 2");
    assertThatThrownBy(() -> new BootstrapOptions(1, 0.95, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resamples must be between 10 and 100000, but were 1");
    assertThatThrownBy(() -> new BootstrapOptions(100, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("confidence");
  }
}
