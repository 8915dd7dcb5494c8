package io.storeloop.algorithms.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleMomentsTest {

  @Test
  void fourNumbersByHand() {
    var sample = SampleMoments.of(1, 2, 3, 6);

    // mean 12/4 = 3, squares 4 + 1 + 0 + 9 = 14, variance 14/3
    assertThat(sample).isEqualTo(new SampleMoments(4, 3, 14));
    assertThat(sample.variance()).isCloseTo(14.0 / 3, within(1e-15));
  }

  @Test
  void partsAddUpToTheWhole() {
    var random = new SplittableRandom(1);
    double[] values = random.doubles(1_000, 1e6, 1e6 + 1).toArray();

    var left = SampleMoments.of(Arrays.copyOf(values, 300));
    var right = SampleMoments.of(Arrays.copyOfRange(values, 300, 1_000));
    var whole = SampleMoments.of(values);

    // far from 0, where a sum of squares would have lost all its digits
    assertThat(left.plus(right).variance()).isCloseTo(whole.variance(), within(1e-6));
    assertThat(right.plus(left).mean()).isCloseTo(whole.mean(), within(1e-7));
    assertThat(left.plus(SampleMoments.EMPTY)).isEqualTo(left);
    assertThat(SampleMoments.EMPTY.plus(left)).isEqualTo(left);
  }

  @Test
  void aProportionIsASampleOfOnesAndZeros() {
    var ofRate = SampleMoments.of(new Proportion(1, 4));

    // mean ¼, squares (¾)² + 3 (¼)² = ¾
    assertThat(ofRate).isEqualTo(new SampleMoments(4, 0.25, 0.75));
  }

  @Test
  void whatNoSampleHasIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleMoments(-1, 0, 0))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleMoments(1, Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleMoments(1, 0, -1));
  }
}
