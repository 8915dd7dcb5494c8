package io.storeloop.profile.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.calibration.Calibration;
import io.storeloop.algorithms.calibration.PlattScaling;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibratingTest {
  private static final int CASES = 4_000;
  private static final int PARTS = 3;

  private final SplittableRandom random = new SplittableRandom(1);
  private final double[] margins = random.doubles(CASES, -3, 3).toArray();
  private final int[] partOf = IntStream.range(0, CASES).map(at -> at % PARTS).toArray();

  /** The last quarter came when twice as many bought. */
  private final int[] recent = IntStream.range(3_000, CASES).toArray();

  private final boolean[] labels = new boolean[CASES];

  CalibratingTest() {
    for (int at = 0; at < CASES; at++) {
      double odds = margins[at] + (at < 3_000 ? -1 : 0.5);
      labels[at] = random.nextDouble() < PlattScaling.identity().probability(odds);
    }
  }

  @Test
  void theWordIsKeptOnTheLatestCases() {
    Calibration found = Calibrating.bestOf(margins, labels, partOf, recent);

    double told =
        Arrays.stream(recent).mapToDouble(at -> found.probability(margins[at])).average().orElse(0);
    double came = Arrays.stream(recent).filter(at -> labels[at]).count() / 1_000.0;
    assertThat(told).isCloseTo(came, within(0.01));
    assertThat(found.probability(0))
        .isCloseTo(PlattScaling.identity().probability(0.5), within(0.05));
  }

  @Test
  void tooFewCasesWithAnAnswerCalibrateNothing() {
    int[] order = IntStream.range(0, CASES).map(at -> CASES - 1 - at).toArray();
    boolean[] laidOut = new boolean[CASES];
    for (int at = 0; at < CASES; at++) {
      laidOut[at] = labels[order[at]];
    }

    assertThat(Calibrating.places(order, laidOut, recent))
        .isEqualTo(IntStream.range(0, 1_000).toArray());
    assertThat(Calibrating.places(order, laidOut, new int[] {1, 2, 3})).hasSize(CASES);
  }
}
