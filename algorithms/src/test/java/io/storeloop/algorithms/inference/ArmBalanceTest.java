package io.storeloop.algorithms.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArmBalanceTest {

  @Test
  void twoArmsByHand() {
    // expected 20 and 30 in each arm: (10² / 20 + 10² / 30) · 2 = 16.67, one degree of freedom
    assertThat(ArmBalance.ofCategories(new double[][] {{10, 40}, {30, 20}}))
        .isCloseTo(ChiSquare.upperTail(100 / 20.0 * 2 + 100 / 30.0 * 2, 1), within(1e-12));
    // means 2 and 4 of two users each: between 4, inside 4, over 2 degrees of freedom 2
    assertThat(ArmBalance.ofQuantity(List.of(SampleMoments.of(1, 3), SampleMoments.of(3, 5))))
        .isCloseTo(ChiSquare.upperTail(4 / (4 / 2.0), 1), within(1e-12));
  }

  @Test
  void whatIsSpreadAlikeIsRarelyCalledUnbalanced() {
    var random = new SplittableRandom(1);
    int below = 0;
    for (int run = 0; run < 2_000; run++) {
      SampleMoments one = SampleMoments.EMPTY;
      SampleMoments other = SampleMoments.EMPTY;
      for (int user = 0; user < 50; user++) {
        one = one.plus(random.nextExponential());
        other = other.plus(random.nextExponential());
      }
      below += ArmBalance.ofQuantity(List.of(one, other)) < 0.05 ? 1 : 0;
    }

    assertThat(below / 2_000.0).isBetween(0.03, 0.07);
  }

  @Test
  void whatDiffersWithoutAnyVariationIsUnbalancedAndWhatNeverVariesIsNot() {
    assertThat(ArmBalance.ofQuantity(List.of(SampleMoments.of(1, 1), SampleMoments.of(2, 2))))
        .isZero();
    assertThat(ArmBalance.ofQuantity(List.of(SampleMoments.of(1, 1), SampleMoments.of(1, 1))))
        .isEqualTo(1);
    assertThat(ArmBalance.ofCategories(new double[][] {{5, 0}, {7, 0}})).isEqualTo(1);
  }
}
