package io.storeloop.algorithms.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopItemsTest {

  @Test
  void keepsTheBestFirstAndTheLowerIndexOfEquals() {
    var top = new TopItems(3);

    top.offer(7, 0.5);
    top.offer(2, 0.5);
    top.offer(9, 0.9);
    top.offer(4, 0.5);
    top.offer(1, 0);
    top.offer(3, Double.NaN);

    assertThat(top.sort().toItems()).containsExactly(9, 2, 4);
    assertThat(top.score(0)).isEqualTo(0.9);
  }

  @Test
  void agreesWithSortingEverything() {
    var random = new Random(3);
    double[] scores = random.ints(500, 0, 40).mapToDouble(score -> score).toArray();
    var top = new TopItems(60);

    IntStream.range(0, scores.length).forEach(item -> top.offer(item, scores[item]));

    List<Integer> expected =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer item) -> -scores[item])
                    .thenComparing(Comparator.naturalOrder()))
            .limit(60)
            .toList();
    assertThat(top.sort().toItems())
        .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void mayBeUsedAgainOnceCleared() {
    var top = new TopItems(1);
    top.offer(1, 1);
    top.sort();

    assertThatThrownBy(() -> top.offer(2, 2)).isInstanceOf(IllegalStateException.class);
    top.clear();
    top.offer(3, 0.1);

    assertThat(top.sort().toItems()).containsExactly(3);
  }

  @Test
  void refusesToKeepNothing() {
    assertThatThrownBy(() -> new TopItems(0)).hasMessage("limit must be 1 or more, but was 0");
  }
}
