package io.storeloop.profile.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StackTest {
  @Test
  void whoSaysTheContraryHasNoWeightAndTheOthersAreWeighedAgain() {
    var random = new SplittableRandom(1);
    double[][] margins = new double[2][4_000];
    boolean[] labels = new boolean[4_000];
    for (int row = 0; row < labels.length; row++) {
      margins[0][row] = 4 * random.nextDouble() - 2;
      margins[1][row] = -margins[0][row] + random.nextDouble();
      labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-1.5 * margins[0][row]));
    }

    Stack both = Stack.fit(margins, labels, new int[] {0, 1});
    Stack contrary = Stack.fit(margins, labels, new int[] {1});

    assertThat(both.weights()[0]).isCloseTo(1.5, within(0.2));
    assertThat(both.weights()[1]).isBetween(0.0, 0.2);
    assertThat(both.margin(margins, 7)).isEqualTo(both.margins(margins)[7]);
    // nothing is left but the share of yes, a half
    assertThat(contrary.weights()).containsExactly(0, 0);
    assertThat(contrary.offset()).isCloseTo(0, within(0.2));
  }

  @Test
  void theBestThresholdIsThatOfTheBestF1() {
    double[] probabilities = {0.9, 0.8, 0.7, 0.2};
    boolean[] labels = {true, false, true, false};

    // called 1: 2 · 1 / (1 + 2); 2: 2 / 4; 3: 4 / 5; 4: 4 / 6
    assertThat(Threshold.ofBestF1(probabilities, labels)).isEqualTo(0.7);
  }
}
