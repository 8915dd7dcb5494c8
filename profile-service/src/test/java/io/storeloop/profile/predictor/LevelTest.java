package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelTest {
  @Test
  void aMoveCountsByHowMuchOfItIsNoSamplingError() {
    assertThat(Level.trusted(0.4, 0)).isCloseTo(0.4, within(1e-12));
    // as much error as seasons usually move: a half
    assertThat(Level.trusted(-0.4, 0.25)).isCloseTo(-0.2, within(1e-12));
    assertThat(Level.trusted(0.4, 1e6)).isCloseTo(0, within(1e-6));
  }
}
