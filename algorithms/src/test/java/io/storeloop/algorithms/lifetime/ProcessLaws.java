package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

/** What holds of every process, by its own answers and by drawn futures. */
final class ProcessLaws {
  private static final int DRAWS = 40_000;

  private ProcessLaws() {}

  static void countsAgree(PurchaseProcess process, PurchaseHistory history) {
    double horizon = 10;
    double[] probabilities = process.countProbabilities(history, horizon, 400);
    double sum = 0;
    double mean = 0;
    for (int n = 0; n < probabilities.length; n++) {
      assertThat(probabilities[n]).isBetween(0.0, 1.0);
      sum += probabilities[n];
      mean += n * probabilities[n];
    }
    assertThat(sum).isCloseTo(1, within(1e-8));
    assertThat(mean).isCloseTo(process.expectedPurchases(history, horizon), within(1e-6));
    assertThat(1 - probabilities[0])
        .isCloseTo(process.purchaseProbability(history, horizon), within(1e-9));

    var random = new Random(7);
    double[] times = new double[1_000];
    double drawn = 0;
    int some = 0;
    for (int i = 0; i < DRAWS; i++) {
      int count = process.draw(history, horizon, random, times);
      drawn += (double) count / DRAWS;
      some += count > 0 ? 1 : 0;
    }
    assertThat(drawn).isCloseTo(mean, within(0.05 + 0.02 * mean));
    assertThat((double) some / DRAWS).isCloseTo(1 - probabilities[0], within(0.012));
  }
}
