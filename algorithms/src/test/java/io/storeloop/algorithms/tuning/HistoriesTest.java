package io.storeloop.algorithms.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.algorithms.similarity.InteractionMatrix;
import org.junit.jupiter.api.Test;

class HistoriesTest {
  @Test
  void itemMetAgainCountsOnceByItsLatestPlace() {
    var histories = Histories.of(new int[] {0, 4, 5}, new int[] {2, 0, 1, 2, 0}, 3, true);

    InteractionMatrix matrix = histories.toMatrix();

    assertThat(matrix.cellCount()).isEqualTo(4);
    assertThat(new int[] {matrix.item(0), matrix.item(1), matrix.item(2)}).containsExactly(0, 1, 2);
    assertThat(matrix.rank(2)).isEqualTo(2);
    assertThat(matrix.weight(2)).isEqualTo(1);
    assertThat(histories.items(0)).containsExactly(2, 0, 1, 2);
  }

  @Test
  void withoutOrderAllHappenedAtOnce() {
    var histories = Histories.of(new int[] {0, 2}, new int[] {1, 0}, 2, false);

    InteractionMatrix matrix = histories.toMatrix();

    assertThat(matrix.rank(0)).isZero();
    assertThat(matrix.rank(1)).isZero();
  }

  @Test
  void arraysThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> Histories.of(new int[] {0, 3}, new int[] {0, 1}, 2, true))
        .hasMessageContaining("starts must rise from 0 to the number of items, 2");
    assertThatThrownBy(() -> Histories.of(new int[] {0, 2, 1, 2}, new int[] {0, 1}, 2, true))
        .hasMessageContaining("starts must rise");
    assertThatThrownBy(() -> Histories.of(new int[] {0, 2}, new int[] {0, 2}, 2, true))
        .hasMessageContaining("items must be between 0 and 1, but one was 2");
  }
}
