package io.storeloop.algorithms.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.workers.BlockWorkers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final Histories TWO_USERS =
      Histories.of(new int[] {0, 3, 5}, new int[] {0, 1, 2, 3, 1}, 5, true);

  @Test
  void lastItemOfEveryHistoryIsKeptBack() {
    var cut = ValidationCut.of(TWO_USERS, SearchOptions.nextItem(1, 1));

    assertThat(cut.train.items(0)).containsExactly(0, 1);
    assertThat(cut.train.items(1)).containsExactly(3);
    assertThat(cut.users).containsExactlyInAnyOrder(0, 1);
    assertThat(cut.targets[cut.users[0]]).containsExactly(2);
    assertThat(cut.targets[cut.users[1]]).containsExactly(1);
  }

  @Test
  void historyOfOneItemStaysWholeAndRepeatsAreAskedOnlyWhereAllowed() {
    var histories = Histories.of(new int[] {0, 1, 4}, new int[] {0, 1, 2, 1}, 3, true);
    var options = SearchOptions.nextItem(1, 1);

    assertThat(ValidationCut.of(histories, options).train.items(0)).containsExactly(0);
    assertThat(ValidationCut.of(histories, options).users).isEmpty();
    assertThat(ValidationCut.of(histories, options.withRepeats(true)).users).containsExactly(1);
  }

  @Test
  void randomCutKeepsBackAFifthAndDrawsStrangersAsNegatives() {
    int[] items = new int[40];
    Arrays.setAll(items, i -> i % 20);
    var histories = Histories.of(new int[] {0, 10, 40}, Arrays.copyOf(items, 40), 20, false);
    var options = SearchOptions.completion(1, 7).withNegatives(5);

    var cut = ValidationCut.of(histories, options);
    var again = ValidationCut.of(histories, options);

    int first = cut.users[0] == 0 ? 0 : 1;
    assertThat(cut.targets[first]).hasSize(2);
    assertThat(cut.train.size(0)).isEqualTo(8);
    assertThat(cut.negatives[first]).hasSize(5).doesNotHaveDuplicates();
    assertThat(Arrays.stream(cut.negatives[first]).noneMatch(item -> item < 10)).isTrue();
    assertThat(again.users).containsExactly(cut.users);
    assertThat(again.negatives[0]).containsExactly(cut.negatives[0]);
    assertThat(again.targets[0]).containsExactly(cut.targets[0]);
  }

  @Test
  void ranksLeaveTheHistoryOutAndCountTiesHalf() throws InterruptedException {
    // user 0 had items 0 and 1 and wants 2: item 3 is better, 4 is equal: rank 1 + 1 + 1/2
    // user 1 had item 3 and wants 1: items 0 is better, 1 alone at its score: rank 2
    ItemScorer scorer = constant(9, 7, 3, 5, 3);

    Judgement judgement = judge(scorer, SearchOptions.nextItem(1, 1));

    assertThat(judgement.ndcgs[0]).isCloseTo(Math.log(2) / Math.log(3.5), within(1e-12));
    assertThat(judgement.ndcgs[1]).isCloseTo(Math.log(2) / Math.log(3), within(1e-12));
    assertThat(judgement.hitRate()).isEqualTo(1);
  }

  @Test
  void whereRepeatsAreAllowedTheHistoryTakesPart() throws InterruptedException {
    ItemScorer scorer = constant(9, 7, 3, 5, 3);

    Judgement judgement = judge(scorer, SearchOptions.nextItem(1, 1).withRepeats(true));

    // items 0, 1 and 3 are better, 4 is equal
    assertThat(judgement.ndcgs[0]).isCloseTo(Math.log(2) / Math.log(5.5), within(1e-12));
  }

  @Test
  void blendsAreJudgedAsTheBlendedScorerScores() throws InterruptedException {
    List<ItemScorer> parts = List.of(constant(0, 0, 4, 2, 1), constant(0, 0, 0, 10, 20));
    try (var workers = new BlockWorkers("test", 1)) {
      var options = SearchOptions.nextItem(1, 1);
      var validation = new Validation(ValidationCut.of(TWO_USERS, options), options, workers);

      Judgement[] judged = validation.judge(parts, new double[][] {{1, 0}, {1, 1}});

      // alone item 2 leads; blended 2 has 1, 3 has 0.5 + 0.5, 4 has 0.25 + 1: rank 1 + 1 + 1/2
      assertThat(judged[0].ndcgs[0]).isEqualTo(1);
      assertThat(judged[1].ndcgs[0]).isCloseTo(Math.log(2) / Math.log(3.5), within(1e-12));
    }
  }

  @Test
  void betterOnAverageIsNotEnoughToBeatAnother() {
    var one = new Judgement(4);
    var other = new Judgement(4);
    one.goals[0] = 1;
    other.goals[1] = 0.5;

    // differences 1, -0.5, 0, 0: mean 0.125, deviation √(1.1875/3) = 0.629, error 0.315
    assertThat(one.beats(other, 0.3)).isTrue();
    assertThat(one.beats(other, 0.5)).isFalse();
    assertThat(other.beats(one, 0)).isFalse();
  }

  private static Judgement judge(ItemScorer scorer, SearchOptions options)
      throws InterruptedException {
    try (var workers = new BlockWorkers("test", 1)) {
      return new Validation(ValidationCut.of(TWO_USERS, options), options, workers).judge(scorer);
    }
  }

  private static ItemScorer constant(double... values) {
    return new ItemScorer() {
      @Override
      public int itemCount() {
        return values.length;
      }

      @Override
      public void score(int[] items, int size, double[] scores) {
        System.arraycopy(values, 0, scores, 0, values.length);
      }
    };
  }
}
