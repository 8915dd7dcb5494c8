package io.storeloop.profile.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupCountTest {
  @Test
  void theFewestGroupsWithinOneStandardErrorOfTheBestAreChosen() {
    List<GroupCount.Point> curve =
        List.of(
            new GroupCount.Point(3, 0.40, 0.01),
            new GroupCount.Point(4, 0.49, 0.01),
            new GroupCount.Point(5, 0.50, 0.02),
            new GroupCount.Point(6, 0.45, 0.01));

    // 0.50 - 0.02 = 0.48: four groups are as good as five
    assertThat(GroupCount.choose(curve)).isEqualTo(4);
  }
}
