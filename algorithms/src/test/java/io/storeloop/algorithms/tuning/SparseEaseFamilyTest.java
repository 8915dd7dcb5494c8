package io.storeloop.algorithms.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.similarity.InteractionMatrix;
import org.junit.jupiter.api.Test;

class SparseEaseFamilyTest {
  private static final int LIMIT = 3;

  @Test
  void neighboursAreBoundedByTheMemoryAllowed() {
    InteractionMatrix matrix = shop(1_000, 20, 5);
    SearchOptions options = SearchOptions.completion(1, 1);

    assertThat(limits(matrix, options.withMaxNeighbours(100_000))).containsExactly(50, 100);
    assertThat(limits(matrix, options.withMaxNeighbours(99_999))).containsExactly(50);
    assertThat(limits(matrix, options.withMaxNeighbours(1))).containsExactly(50);
  }

  @Test
  void whatTakesLongerThanItsTimeIsNotBegun() {
    InteractionMatrix small = shop(100, 50, 5);
    InteractionMatrix dense = shop(400, 2_000, 200);

    assertThat(SparseEaseFamily.affordable(small, 1, 1)).isTrue();
    assertThat(SparseEaseFamily.affordable(small, 1e-4, 1)).isFalse();
    assertThat(SparseEaseFamily.affordable(dense, 4, 1))
        .as("80 million pairs of items that users have both")
        .isFalse();
    assertThat(SparseEaseFamily.affordable(dense, 60, 1)).isTrue();
    assertThat(SparseEaseFamily.affordable(shop(1, 1, 1), 1, 1)).isTrue();
  }

  private static double[] limits(InteractionMatrix matrix, SearchOptions options) {
    return new SparseEaseFamily(matrix, false, options).grid()[LIMIT];
  }

  private static InteractionMatrix shop(int items, int users, int each) {
    var builder = InteractionMatrix.builder(users, items);
    for (int user = 0; user < users; user++) {
      for (int place = 0; place < each; place++) {
        builder.add(user, (7 * user + place) % items, 1, 0);
      }
    }
    return builder.build();
  }
}
