package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AucComparisonTest {
  @Test
  void varianceIsThatByHand() {
    boolean[] labels = {true, true, false, false};
    double[] perfect = {4, 3, 2, 1};
    double[] half = {4, 1, 3, 2};

    AucComparison test = AucComparison.between(perfect, half, labels);

    // placements of half: yes 1 and 0; no 0.5 and 0.5 → differences yes 0, 1; no 0.5, 0.5
    // variance 0.5 / 2 + 0 = 0.25, so z = 0.5 / 0.5 = 1 and p = 0.3173
    assertThat(test.challenger()).isEqualTo(1);
    assertThat(test.incumbent()).isEqualTo(0.5);
    assertThat(test.pValue()).isCloseTo(0.31731, within(1e-5));
    assertThat(test.interval().upper()).isCloseTo(0.5 + 1.959964 * 0.5, within(1e-6));
    assertThat(test.better()).isFalse();
  }

  @Test
  void aScoreIsNoBetterThanItself() {
    double[] scores = {0.3, 0.9, 0.2};

    AucComparison test = AucComparison.between(scores, scores, new boolean[] {true, false, true});

    assertThat(test.pValue()).isEqualTo(1);
    assertThat(test.better()).isFalse();
  }

  @Test
  void alarmsAreRareBetweenEquallyGoodScores() {
    var random = new SplittableRandom(11);
    int alarms = 0;
    for (int round = 0; round < 400; round++) {
      double[] one = new double[200];
      double[] other = new double[200];
      boolean[] labels = new boolean[200];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = random.nextInt(3) == 0;
        one[i] = (labels[i] ? 1 : 0) + 2 * random.nextDouble();
        other[i] = (labels[i] ? 1 : 0) + 2 * random.nextDouble();
      }
      alarms += AucComparison.between(one, other, labels).pValue() < 0.05 ? 1 : 0;
    }

    // 20 expected, standard deviation 4.4
    assertThat(alarms).isBetween(7, 36);
  }

  @Test
  void aScoreThatKnowsMoreIsBetter() {
    boolean[] labels = new boolean[400];
    double[] knows = new double[400];
    var random = new SplittableRandom(5);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 2 == 0;
      knows[i] = (labels[i] ? 0.5 : 0) + random.nextDouble();
    }
    double[] guesses = random.doubles(400).toArray();

    assertThat(AucComparison.between(knows, guesses, labels).better()).isTrue();
    assertThat(AucComparison.between(guesses, knows, labels).better()).isFalse();
  }

  @Test
  void oneKindOfLabelAloneIsRefused() {
    boolean[] yes = new boolean[3];
    Arrays.fill(yes, true);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AucComparison.between(new double[3], new double[3], yes))
        .withMessageContaining("3 yes and 0 no");
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            AucComparison.between(
                new double[] {1, Double.NaN}, new double[2], new boolean[] {true, false}))
        .withMessage("a score is not a number");
  }
}
