package io.storeloop.algorithms.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ListsTest {
  @Test
  void weightTellsTheOddsOfBeingChosen() {
    var lists = new Lists(1);
    for (int i = 0; i < 8; i++) {
      // of two candidates, one with the feature: it is chosen in six lists of eight
      lists.add(
          new float[] {1, 0}, i < 6 ? new boolean[] {true, false} : new boolean[] {false, true});
    }

    double[] weights = lists.weights();

    // ln(6/2) = 1.0986, a little less for the ridge
    assertThat(weights[0]).isCloseTo(Math.log(3), within(0.03));
  }

  @Test
  void featureThatDiffersOnlyBetweenListsSaysNothing() {
    var lists = new Lists(2);
    lists.add(new float[] {1, 5, 0, 5}, new boolean[] {true, false});
    lists.add(new float[] {0, 9, 1, 9}, new boolean[] {false, true});

    double[] weights = lists.weights();

    assertThat(weights[0]).isGreaterThan(1);
    assertThat(weights[1]).isZero();
  }

  @Test
  void hiddenWeightsAreFoundFromTheChoicesTheyMade() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    double[] hidden = {2, -1, 0};
    var lists = new Lists(3);
    for (int list = 0; list < 3_000; list++) {
      float[] features = new float[3 * 6];
      double[] utilities = new double[6];
      for (int i = 0; i < features.length; i++) {
        features[i] = random.nextFloat();
        utilities[i / 3] += hidden[i % 3] * features[i];
      }
      lists.add(features, chosenByLogit(utilities, random));
    }

    double[] weights = lists.weights();

    assertThat(weights).containsExactly(hidden, within(0.3));
  }

  private static boolean[] chosenByLogit(double[] utilities, RandomGenerator random) {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < utilities.length; i++) {
      double noisy = utilities[i] - Math.log(-Math.log(random.nextDouble()));
      best = noisy > highest ? i : best;
      highest = Math.max(highest, noisy);
    }
    boolean[] chosen = new boolean[utilities.length];
    chosen[best] = true;
    return chosen;
  }
}
