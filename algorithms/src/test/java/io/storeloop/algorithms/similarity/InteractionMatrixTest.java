package io.storeloop.algorithms.similarity;

import static io.storeloop.algorithms.similarity.InteractionFixture.ANNA;
import static io.storeloop.algorithms.similarity.InteractionFixture.BEN;
import static io.storeloop.algorithms.similarity.InteractionFixture.CLARA;
import static io.storeloop.algorithms.similarity.InteractionFixture.HAT;
import static io.storeloop.algorithms.similarity.InteractionFixture.SHOES;
import static io.storeloop.algorithms.similarity.InteractionFixture.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionMatrixTest {

  @Test
  void rowsAreOrderedByMomentWhateverTheOrderOfTheCalls() {
    var matrix =
        InteractionMatrix.builder(3, 3)
            .add(CLARA, SHOES, 1, 5)
            .add(ANNA, HAT, 1, 10)
            .add(ANNA, SHOES, 1, 30)
            .add(ANNA, SOCKS, 1, 20)
            .build();

    assertThat(matrix.cellCount()).isEqualTo(4);
    assertThat(matrix.rowEnd(ANNA) - matrix.rowStart(ANNA)).isEqualTo(3);
    assertThat(matrix.rowEnd(BEN)).isEqualTo(matrix.rowStart(BEN));
    assertThat(matrix.items()).containsExactly(HAT, SOCKS, SHOES, SHOES);
    assertThat(matrix.ranks()).containsExactly(0, 1, 2, 0);
  }

  @Test
  void repeatedInteractionsAddUpAndTheLatestMomentCounts() {
    var matrix =
        InteractionMatrix.builder(1, 2)
            .add(ANNA, SHOES, 2, 30)
            .add(ANNA, SOCKS, 1, 20)
            .add(ANNA, SHOES, 0.5f, 10)
            .build();

    assertThat(matrix.items()).containsExactly(SOCKS, SHOES);
    assertThat(matrix.weights()).containsExactly(1, 2.5f);
  }

  @Test
  void itemsOfOneMomentShareARankAndAreListedByIndex() {
    var matrix =
        InteractionMatrix.builder(1, 3)
            .add(ANNA, HAT, 1, -7)
            .add(ANNA, SHOES, 1, -7)
            .add(ANNA, SOCKS, 1, 4)
            .build();

    assertThat(matrix.items()).containsExactly(SHOES, HAT, SOCKS);
    assertThat(matrix.ranks()).containsExactly(0, 0, 1);
  }

  @Test
  void theBuilderGrowsAndGoesOnAfterABuild() {
    var builder = InteractionMatrix.builder(1, 5_000);
    for (int item = 0; item < 5_000; item++) {
      builder.add(ANNA, item, 1, -item);
    }

    InteractionMatrix first = builder.build();
    InteractionMatrix second = builder.add(ANNA, 0, 1, 1).build();

    assertThat(builder.size()).isEqualTo(5_001);
    assertThat(first.item(0)).isEqualTo(4_999);
    assertThat(first.weight(4_999)).isEqualTo(1);
    assertThat(second.weight(4_999)).isEqualTo(2);
  }

  @Test
  void refusesUsersAndItemsOutsideTheMatrix() {
    var builder = InteractionMatrix.builder(2, 3);

    assertThatThrownBy(() -> builder.add(2, 0, 1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("user must be between 0 and 1, but was 2");
    assertThatThrownBy(() -> builder.add(0, -1, 1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("item must be between 0 and 2, but was -1");
    assertThat(builder.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, 1e-7f, 2e6f, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesWeightsThatAreNoWeights(float weight) {
    var builder = InteractionMatrix.builder(1, 1);

    assertThatThrownBy(() -> builder.add(0, 0, weight, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was " + weight);
  }

  @Test
  void refusesANegativeShape() {
    assertThatThrownBy(() -> InteractionMatrix.builder(-1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1 users and 3 items");
  }
}
