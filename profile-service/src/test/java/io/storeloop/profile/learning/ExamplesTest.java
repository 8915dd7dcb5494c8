package io.storeloop.profile.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final int ROWS = 300;

  @Test
  void equalRowsAreOneGroup() {
    FeatureTable table =
        new FeatureTable(
            List.of(
                new FeatureColumn.Numeric("a", new double[] {1, 2, 1, Double.NaN, Double.NaN})));

    Examples examples = Examples.groupingEqualRows(table, new boolean[5]);

    assertThat(examples.groups()).containsExactly(0, 1, 0, 2, 2);
  }

  @Test
  void whereColumnsHaveFewValuesEachRowStandsAlone() {
    FeatureTable table =
        new FeatureTable(List.of(new FeatureColumn.Numeric("a", new double[] {1, 1, 1, 2, 2})));

    assertThat(Examples.groupingEqualRows(table, new boolean[5]).groups())
        .containsExactly(0, 1, 2, 3, 4);
  }

  /** A published table of 302 patients has 1,025 rows. */
  @Test
  void aTableOfCopiesIsOneOfFewRowsHoweverManyCopiesThereAre() {
    Examples copies = Examples.groupingEqualRows(copied(4), answers(4, ROWS + 1));
    Examples contradicting = Examples.groupingEqualRows(copied(4), answers(4, 2));

    assertThat(Examples.different(copies.groups())).isEqualTo(ROWS / 4);
    assertThat(Examples.different(contradicting.groups()))
        .as("equal rows with other answers are no copies")
        .isEqualTo(ROWS);
  }

  @Test
  void contradictionsAreRowsWithAnotherAnswerThanTheFirstEqualOne() {
    int[] equal = {0, 1, 0, 0, 1};

    assertThat(Examples.contradictions(equal, new boolean[] {true, true, false, true, true}))
        .isEqualTo(1);
  }

  /** Rows of two columns, each as often as told. */
  private static FeatureTable copied(int times) {
    double[] drawn = new SplittableRandom(1).doubles(ROWS).toArray();
    double[] one = IntStream.range(0, ROWS).mapToDouble(row -> drawn[row / times]).toArray();
    double[] other =
        IntStream.range(0, ROWS).mapToDouble(row -> drawn[ROWS - 1 - row / times]).toArray();
    return new FeatureTable(
        List.of(new FeatureColumn.Numeric("a", one), new FeatureColumn.Numeric("b", other)));
  }

  /** The answer of a row is that of its original, but for every so many rows. */
  private static boolean[] answers(int times, int otherwiseEach) {
    boolean[] answers = new boolean[ROWS];
    for (int row = 0; row < ROWS; row++) {
      answers[row] = (row / times % 2 == 0) != ((row + 1) % otherwiseEach == 0);
    }
    return answers;
  }
}
