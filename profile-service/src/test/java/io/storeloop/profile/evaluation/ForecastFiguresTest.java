package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ForecastFiguresTest {
  private final double[] forecast = {1, 2, 4};
  private final double[] actual = {0, 2, 6};

  @Test
  void errorsByHand() {
    // (1 + 0 + 2) / 3, √((1 + 0 + 4) / 3)
    assertThat(ForecastFigures.meanError(forecast, actual)).isCloseTo(1, within(1e-12));
    assertThat(ForecastFigures.rootMeanSquare(forecast, actual))
        .isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
  }

  @Test
  void correlationOfALineIsOne() {
    assertThat(ForecastFigures.correlation(new double[] {1, 2, 3}, new double[] {3, 5, 7}))
        .isCloseTo(1, within(1e-12));
    assertThat(ForecastFigures.correlation(new double[] {1, 1}, new double[] {3, 5})).isNaN();
  }

  @Test
  void theTopTenthIsRoundedUpAndTiesGoToTheLowerIndex() {
    // one of three: the last has 6 of 8; of equal scores the first counts
    assertThat(ForecastFigures.topDecileShare(forecast, actual)).isCloseTo(0.75, within(1e-12));
    assertThat(ForecastFigures.topDecileShare(new double[] {1, 1}, new double[] {3, 1}))
        .isCloseTo(0.75, within(1e-12));
  }

  @Test
  void calibrationIsTheMeanDistanceOverGroups() {
    // three groups of one: 1 + 0 + 2
    assertThat(ForecastFigures.calibration(forecast, actual)).hasDimensions(3, 2);
    assertThat(ForecastFigures.calibrationError(forecast, actual)).isCloseTo(1, within(1e-12));
  }
}
