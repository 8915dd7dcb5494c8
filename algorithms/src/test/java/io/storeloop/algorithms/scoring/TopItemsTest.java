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
  void mayKeepAnotherNumberFromThenOn() {
    var top = new TopItems(0);
    top.offer(1, 1);
    assertThat(top.sort().toItems()).isEmpty();
    assertThat(top.wouldEnter(1, 1)).isFalse();
    assertThat(top.leastScore()).isEqualTo(Double.POSITIVE_INFINITY);

    top.start(2);
    top.offer(1, 1);
    assertThat(top.leastScore()).isEqualTo(Double.MIN_VALUE);
    top.offer(2, 3);
    top.offer(3, 2);

    assertThat(top.leastScore()).isEqualTo(2);
    assertThat(top.wouldEnter(4, 2)).isFalse();
    assertThat(top.wouldEnter(0, 2)).isTrue();
    assertThat(top.sort().toItems()).containsExactly(2, 3);
    assertThat(top.toScores()).containsExactly(3, 2);
  }

  @Test
  void refusesANegativeLimit() {
    assertThatThrownBy(() -> new TopItems(-1)).hasMessage("limit must be 0 or more, but was -1");
    assertThatThrownBy(() -> new TopItems(1).start(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
