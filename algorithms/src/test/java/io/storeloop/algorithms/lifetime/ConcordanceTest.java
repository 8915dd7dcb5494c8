package io.storeloop.algorithms.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConcordanceTest {

  @Test
  void countsPairsByHand() {
    double[] scores = {0.9, 0.5, 0.5, 0.1};
    double[] times = {1, 2, 3, 3};
    boolean[] bought = {true, true, false, false};

    // the first before all three: 3 right; the second before two: one tie, one right
    assertThat(Concordance.of(scores, times, bought)).isCloseTo(4.5 / 5, within(1e-12));
    // positives 0.9 and 0.5 against 0.5 and 0.1: 3.5 of 4
    assertThat(Concordance.auc(scores, bought)).isCloseTo(3.5 / 4, within(1e-12));
  }

  @Test
  void nothingToCompareIsNoNumber() {
    assertThat(Concordance.auc(new double[] {1, 2}, new boolean[] {true, true})).isNaN();
  }

  @Test
  void agreesWithAllPairs() {
    var random = new Random(4);
    for (int round = 0; round < 50; round++) {
      int size = 40;
      double[] scores = new double[size];
      double[] times = new double[size];
      boolean[] bought = new boolean[size];
      for (int i = 0; i < size; i++) {
        scores[i] = random.nextInt(10);
        times[i] = random.nextInt(12);
        bought[i] = random.nextBoolean();
      }

      assertThat(Concordance.of(scores, times, bought))
          .isCloseTo(naive(scores, times, bought), within(1e-12));
    }
  }

  private static double naive(double[] scores, double[] times, boolean[] bought) {
    double agreed = 0;
    int pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        boolean earlier = times[i] < times[j] || (times[i] == times[j] && !bought[j]);
        if (i != j && bought[i] && earlier) {
          pairs++;
          agreed += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return agreed / pairs;
  }
}
