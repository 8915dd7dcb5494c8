package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutualInformationTest {
  @Test
  void theSameGroupsUnderOtherNumbersTellAll() {
    assertThat(MutualInformation.normalised(new int[] {0, 0, 1, 2}, new int[] {7, 7, -3, 5}))
        .isEqualTo(1, within(1e-12));
  }

  @Test
  void groupsThatCutAcrossEachOtherTellNothing() {
    assertThat(MutualInformation.normalised(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}))
        .isEqualTo(0, within(1e-12));
  }

  @Test
  void halfTheInformationIsCounted() {
    // H(first) = ln 2, H(second) = ln 4, shared ln 2: ln 2 / (1.5 ln 2) = 2/3
    assertThat(MutualInformation.normalised(new int[] {0, 0, 1, 1}, new int[] {0, 1, 2, 3}))
        .isEqualTo(2.0 / 3, within(1e-12));
  }

  @Test
  void itDoesNotMatterWhichComesFirst() {
    Random random = new Random(4);
    for (int round = 0; round < 100; round++) {
      int[] one = random.ints(50, 0, 4).toArray();
      int[] other = random.ints(50, 0, 6).toArray();

      double figure = MutualInformation.normalised(one, other);

      assertThat(figure).isBetween(0.0, 1.0);
      assertThat(MutualInformation.normalised(other, one)).isEqualTo(figure, within(1e-12));
    }
  }

  @Test
  void oneGroupEachIsTheSame() {
    assertThat(MutualInformation.normalised(new int[3], new int[3])).isEqualTo(1);
    int[] tooMany = new int[4];
    Arrays.fill(tooMany, 1);
    assertThatThrownBy(() -> MutualInformation.normalised(new int[3], tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two clusterings need the same rows, at least one, but had 3 and 4");
  }
}
