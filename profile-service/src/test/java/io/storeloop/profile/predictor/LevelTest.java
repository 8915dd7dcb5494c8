package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.calibration.PlattScaling;
import org.junit.jupiter.api.Test;

class LevelTest {

  @Test
  void theThresholdMovesWithTheProbabilitiesSoThatTheSameShoppersAreCalledYes() {
    PlattScaling before = new PlattScaling(0.7, 0.3);
    PlattScaling after = new PlattScaling(0.7, -1.1);

    double threshold = Level.moved(0.4, after.offset() - before.offset());

    assertThat(threshold).isBetween(0.13, 0.15);
    for (double margin = -5.003; margin < 5; margin += 0.01) {
      assertThat(after.probability(margin) >= threshold)
          .as("%s", margin)
          .isEqualTo(before.probability(margin) >= 0.4);
    }
  }

  @Test
  void whoIsAlwaysOrNeverCalledYesStaysSo() {
    assertThat(Level.moved(0, 2)).isZero();
    assertThat(Level.moved(1, -2)).isEqualTo(1);
  }
}
