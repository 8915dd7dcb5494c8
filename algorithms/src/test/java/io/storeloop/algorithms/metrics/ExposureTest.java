package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExposureTest {
  @Test
  void figuresAreThoseComputedByHand() {
    var exposure = new Exposure(new int[] {4, 2, 1, 0}, 8);

    exposure.add(new int[] {0, 1}, 2);
    exposure.add(new int[] {0, 3}, 1);

    assertThat(exposure.coverage()).isEqualTo(0.5);
    // shown 0, 0, 1, 2 of 3: (-3·0 - 1·0 + 1·1 + 3·2) / (4 · 3) = 7/12
    assertThat(exposure.gini()).isCloseTo(7 / 12.0, within(1e-12));
    // (4 + 2 + 4) / 3
    assertThat(exposure.meanPopularity()).isCloseTo(10 / 3.0, within(1e-12));
    // (log2(8/4) + log2(8/2) + log2(8/4)) / 3 = (1 + 2 + 1) / 3
    assertThat(exposure.novelty()).isCloseTo(4 / 3.0, within(1e-12));
  }

  @Test
  void equalExposureHasNoGiniAndNothingShownIsZero() {
    var exposure = new Exposure(new int[] {1, 1, 1}, 2);

    assertThat(exposure.gini()).isZero();
    assertThat(exposure.coverage()).isZero();

    exposure.add(new int[] {2, 0, 1}, 3);

    assertThat(exposure.gini()).isZero();
    assertThat(exposure.coverage()).isEqualTo(1);
    assertThatThrownBy(() -> new Exposure(new int[1], 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void giniIsTheMeanDifferenceOfTwoItems() {
    int[] times = new SplittableRandom(3).ints(25, 0, 40).toArray();
    var exposure = new Exposure(new int[25], 1);
    for (int item = 0; item < times.length; item++) {
      for (int time = 0; time < times[item]; time++) {
        exposure.add(new int[] {item}, 1);
      }
    }

    double differences = 0;
    for (int first : times) {
      for (int second : times) {
        differences += Math.abs(first - second);
      }
    }

    assertThat(exposure.gini())
        .isCloseTo(differences / (2.0 * 25 * IntStream.of(times).sum()), within(1e-12));
  }

  @Test
  void diversityIsOneMinusTheMeanCosine() {
    // anna: 0 1 2, ben: 0 1, cem: 2 2
    var diversity = ListDiversity.of(new int[] {0, 3, 5, 7}, new int[] {0, 1, 2, 0, 1, 2, 2}, 4);

    // 0·1: 2 / √(2·2) = 1; 0·2 and 1·2: 1 / √(2·2) = 0.5 each; 1 - 2/3
    assertThat(diversity.of(new int[] {0, 1, 2}, 3)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(diversity.of(new int[] {0, 1}, 2)).isCloseTo(0, within(1e-12));
    assertThat(diversity.of(new int[] {0, 3}, 2)).isEqualTo(1);
    assertThat(diversity.of(new int[] {0}, 1)).isEqualTo(1);
  }
}
