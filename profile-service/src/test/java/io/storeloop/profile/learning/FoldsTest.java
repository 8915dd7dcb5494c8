package io.storeloop.profile.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
  private static Examples pairs(int rows) {
    boolean[] labels = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = row / 2 % 5 == 0;
    }
    return new Examples(
        new FeatureTable(List.of(new FeatureColumn.Numeric("a", new double[rows]))),
        labels,
        IntStream.range(0, rows).map(row -> row / 2).toArray());
  }

  @Test
  void partsHoldAllRowsOnceWithAboutTheSameShareOfYes() {
    Examples examples = pairs(1_000);

    int[][] parts = Folds.of(examples, examples.all(), 5, 42);

    assertThat(IntStream.range(0, 5).flatMap(part -> IntStream.of(parts[part])).sorted().toArray())
        .containsExactly(examples.all());
    for (int[] part : parts) {
      assertThat(part).hasSize(200).isSorted();
      assertThat(examples.yes(part)).isEqualTo(40);
    }
  }

  @Test
  void noGroupStandsOnTwoSides() {
    Examples examples = pairs(400);

    int[][] parts = Folds.of(examples, examples.all(), 4, 1);

    for (int part = 0; part < 4; part++) {
      Set<Integer> here = groups(examples, parts[part]);
      here.retainAll(groups(examples, Folds.others(parts, part)));
      assertThat(here).isEmpty();
    }
  }

  private static Set<Integer> groups(Examples examples, int[] rows) {
    Set<Integer> groups = new HashSet<>();
    IntStream.of(rows).forEach(row -> groups.add(examples.groups()[row]));
    return groups;
  }

  @Test
  void tooFewRowsAreRefused() {
    Examples examples = pairs(20);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Folds.of(examples, examples.all(), 5, 1))
        .withMessageContaining("5 parts");
  }

  @Test
  void aDrawIsRepeatableAndBounded() {
    int[] rows = IntStream.range(0, 100).toArray();

    assertThat(Folds.draw(rows, 10, 3)).hasSize(10).isEqualTo(Folds.draw(rows, 10, 3)).isSorted();
    assertThat(Folds.draw(rows, 100, 3)).isEqualTo(rows);
  }
}
