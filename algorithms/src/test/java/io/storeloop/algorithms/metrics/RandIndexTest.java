package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RandIndexTest {

  @Test
  void theSameGroupsUnderOtherNumbersAgreeFully() {
    assertThat(RandIndex.adjusted(new int[] {0, 0, 1, 1, 2}, new int[] {7, 7, -3, -3, 0}))
        .isEqualTo(1);
  }

  @Test
  void aSplitGroupIsTheOneComputedByHand() {
    // together in both 1 (first pair), in the first 2, in the second 1, of 6 pairs:
    // by chance 2·1/6 = 1/3, most 3/2 → (1 - 1/3) / (3/2 - 1/3) = 4/7
    assertThat(RandIndex.adjusted(new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 2}))
        .isCloseTo(4 / 7.0, within(1e-12));
  }

  @Test
  void crossedGroupsAreWorseThanChance() {
    // together in both 0, 2 in each: by chance 4/6 → (0 - 2/3) / (2 - 2/3) = -1/2
    assertThat(RandIndex.adjusted(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}))
        .isCloseTo(-0.5, within(1e-12));
  }

  @Test
  void unrelatedGroupsAgreeByChanceOnly() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(9);

    double index =
        RandIndex.adjusted(random.ints(5_000, 0, 5).toArray(), random.ints(5_000, 0, 7).toArray());

    assertThat(index).isCloseTo(0, within(0.005));
  }

  @Test
  void groupingsWithNothingToDisagreeOnAgree() {
    assertThat(RandIndex.adjusted(new int[] {4, 4, 4}, new int[] {1, 1, 1})).isEqualTo(1);
    assertThat(RandIndex.adjusted(new int[] {1, 2, 3}, new int[] {3, 1, 2})).isEqualTo(1);
    assertThat(RandIndex.adjusted(new int[] {1}, new int[] {3})).isEqualTo(1);
    assertThat(RandIndex.adjusted(new int[] {1, 1, 1}, new int[] {1, 2, 3})).isZero();
  }

  @Test
  void refusesDifferentRows() {
    assertThatThrownBy(() -> RandIndex.adjusted(new int[] {1, 2}, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 1");
    assertThatThrownBy(() -> RandIndex.adjusted(new int[] {}, new int[] {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
