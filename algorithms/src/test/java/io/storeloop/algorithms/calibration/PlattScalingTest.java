package io.storeloop.algorithms.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlattScalingTest {
  @Test
  void slopeAndOffsetAreFoundAgain() {
    var truth = new PlattScaling(0.7, -1.2);
    var random = new SplittableRandom(4);
    double[] scores = new double[20_000];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = 6 * random.nextDouble() - 3;
      labels[i] = random.nextDouble() < truth.probability(scores[i]);
    }

    PlattScaling found = PlattScaling.fit(scores, labels);

    assertThat(found.slope()).isCloseTo(0.7, within(0.05));
    assertThat(found.offset()).isCloseTo(-1.2, within(0.06));
  }

  @Test
  void aScoreThatMeansTheContraryMeansNothing() {
    double[] scores = {1, 2, 3, 4, 5, 6};
    boolean[] labels = {true, true, true, false, false, false};

    PlattScaling found = PlattScaling.fit(scores, labels);

    assertThat(found.slope()).isZero();
    assertThat(found.probability(100)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void scoresThatNeverOverlapStayWithinBounds() {
    PlattScaling found =
        PlattScaling.fit(new double[] {0, 0, 1, 1}, new boolean[] {false, false, true, true});

    // targets are 1/4 and 3/4
    assertThat(found.probability(0)).isCloseTo(0.25, within(1e-6));
    assertThat(found.probability(1)).isCloseTo(0.75, within(1e-6));
  }

  @Test
  void identityTakesTheScoreForLogOdds() {
    assertThat(PlattScaling.identity().probability(0)).isEqualTo(0.5);
    assertThat(PlattScaling.identity().probability(Math.log(3))).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void whereOnlyTheShareHasMovedTheOffsetFollowsAndTheSlopeStays() {
    double[] scores = {-2, -1, 0, 1, 2, 30};
    boolean[] labels = {false, false, true, true, true, true};
    PlattScaling before = new PlattScaling(0.7, -9);

    PlattScaling after = before.shifted(scores, labels);

    assertThat(after.slope()).isEqualTo(0.7);
    double mean = Arrays.stream(scores).map(after::probability).average().orElseThrow();
    // four of six, smoothed: targets are 5/6 and 1/4
    assertThat(mean).isCloseTo((4 * 5 / 6.0 + 2 / 4.0) / 6, within(1e-9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> before.shifted(new double[0], new boolean[0]));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PlattScaling(-1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlattScaling.fit(new double[0], new boolean[0]));
  }
}
