package io.storeloop.profile.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GroupModelTest {
  @Test
  void noRowStandsInAModelOfDensePlaces() {
    PlantedGroups clouds = PlantedGroups.clouds(3, 4, 60, 0, 5);

    GroupModel model = GroupModel.dense(clouds.rows, clouds.truth, 3);

    assertThat(model.anchors()).hasDimensions(180, 4);
    for (double[] anchor : model.anchors()) {
      assertThat(Arrays.stream(clouds.rows).noneMatch(row -> Arrays.equals(row, anchor))).isTrue();
    }
    assertThat(model.labels(clouds.rows)).hasSize(180);
    assertThat(Arrays.stream(model.labels(clouds.rows)).filter(group -> group == 3).count())
        .isLessThanOrEqualTo(6);
  }

  @Test
  void anAnchorIsTheMeanOfFiveNeighbours() {
    double[][] rows = new double[10][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new double[] {row};
    }

    GroupModel model = GroupModel.dense(rows, new int[10], 1);

    // of 0: 0 1 2 3 4; of 5: 3 4 5 6 7; of 9: 5 6 7 8 9
    assertThat(model.anchors()[0]).containsExactly(2);
    assertThat(model.anchors()[5]).containsExactly(5);
    assertThat(model.anchors()[9]).containsExactly(7);
  }
}
