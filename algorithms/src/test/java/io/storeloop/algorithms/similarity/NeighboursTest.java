package io.storeloop.algorithms.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NeighboursTest {

  @Test
  void aSnapshotOfTheArraysMakesAnEqualObject() throws Exception {
    var interactions = InteractionFixture.seeded(3, 30, 30, 400, true);
    Neighbours learnt =
        CooccurrenceKernel.build(
            InteractionFixture.matrixOf(30, 30, interactions), CooccurrenceOptions.balanced(), 1);

    var restored = new Neighbours(learnt.rowStarts(), learnt.items(), learnt.similarities());

    assertThat(restored).isEqualTo(learnt);
    assertThat(restored.entryCount()).isPositive();
  }

  @Test
  void anItemThatIsNoNeighbourHasSimilarityZero() {
    var neighbours = new Neighbours(new int[] {0, 1, 1}, new int[] {1}, new float[] {0.5f});

    assertThat(neighbours.similarityBetween(0, 1)).isEqualTo(0.5f);
    assertThat(neighbours.similarityBetween(1, 0)).isZero();
    assertThat(neighbours.size(1)).isZero();
  }

  @ParameterizedTest
  @MethodSource("brokenSnapshots")
  void refusesABrokenSnapshot(String rule, int[] rowStarts, int[] items, float[] similarities) {
    assertThatThrownBy(() -> new Neighbours(rowStarts, items, similarities))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule);
  }

  static Stream<Arguments> brokenSnapshots() {
    return Stream.of(
        Arguments.of("begin with 0", new int[] {}, new int[] {}, new float[] {}),
        Arguments.of("begin with 0", new int[] {1, 1}, new int[] {0}, new float[] {1}),
        Arguments.of("end at the number", new int[] {0, 1, 1}, new int[] {1}, new float[] {}),
        Arguments.of("end at the number", new int[] {0, 2, 2}, new int[] {1}, new float[] {1}),
        Arguments.of("must not fall", new int[] {0, 3, 1}, new int[] {1}, new float[] {1}),
        Arguments.of("another item", new int[] {0, 1, 1}, new int[] {2}, new float[] {1}),
        Arguments.of("another item", new int[] {0, 1, 1}, new int[] {0}, new float[] {1}),
        Arguments.of("above 0", new int[] {0, 1, 1}, new int[] {1}, new float[] {0}),
        Arguments.of("above 0", new int[] {0, 1, 1}, new int[] {1}, new float[] {Float.NaN}),
        Arguments.of(
            "most similar first",
            new int[] {0, 2, 2, 2},
            new int[] {1, 2},
            new float[] {0.1f, 0.2f}),
        Arguments.of(
            "lower index", new int[] {0, 2, 2, 2}, new int[] {2, 1}, new float[] {0.2f, 0.2f}));
  }
}
