package io.storeloop.recommendation.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.metrics.RelevantRanks;
import io.storeloop.recommendation.evaluation.protocol.EvaluationProtocol;
import io.storeloop.recommendation.evaluation.protocol.TaskFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final int ITEMS = 60;
  private static final int[] NOTHING = {};

  @Test
  void itemsOfTheHistoryAreLeftOutOnlyWhereTheProtocolSaysSo() throws Exception {
    CaseScorer model = (question, scores) -> copy(scores, 0.9, 0.8, 0.7);
    TaskFixture without = TaskFixture.leavingHistoryOut(3).ask(new int[] {0}, 2);
    TaskFixture with = TaskFixture.rankingAll(3).ask(new int[] {0}, 2);

    Judgement left = judge(without, EvaluationProtocol.SPLIT, model);
    Judgement ranked = judge(with, EvaluationProtocol.SESSIONS, model);

    assertThat(left.ranks().getFirst().ranks()).containsExactly(2);
    assertThat(left.shown()[0]).containsExactly(1, 2);
    assertThat(ranked.ranks().getFirst().ranks()).containsExactly(3);
    assertThat(ranked.shown()[0]).containsExactly(0, 1);
  }

  @Test
  void whatTrainingDoesNotKnowIsAMissAndNeverRankedBefore() throws Exception {
    CaseScorer model = (question, scores) -> copy(scores, 0.9, 0.0, 0.7);
    TaskFixture cases =
        TaskFixture.rankingAll(3)
            .ask(new int[] {0}, 5)
            .askAmong(new int[] {5, 2, 6}, new int[] {0}, 1);

    Judgement judgement = judge(cases, EvaluationProtocol.GIVEN_NEGATIVES, model);

    assertThat(judgement.ranks().getFirst().hitRateAt(3)).isZero();
    // item 2 is better; the unknown items 5 and 6 come last
    assertThat(judgement.ranks().getLast().ranks()).containsExactly(2);
  }

  @Test
  void aTargetOfTheHistoryIsAMissWhereTheHistoryIsLeftOut() throws Exception {
    TaskFixture cases = TaskFixture.leavingHistoryOut(3).ask(new int[] {1}, 1, 2);

    Judgement judgement =
        judge(cases, EvaluationProtocol.SPLIT, (question, scores) -> copy(scores, 0, 1, 2));

    assertThat(judgement.ranks().getFirst().recallAt(3)).isEqualTo(0.5);
  }

  @Test
  void otherNumbersForTheItemsMoveNoMetric() throws Exception {
    List<Integer> order = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      order.add(item);
    }
    Collections.shuffle(order, new Random(4));
    var random = new SplittableRandom(8);
    double[] scores = random.ints(ITEMS, 0, 15).asDoubleStream().toArray();
    TaskFixture cases = TaskFixture.rankingAll(ITEMS);
    TaskFixture renumbered = TaskFixture.rankingAll(ITEMS);
    for (int i = 0; i < 40; i++) {
      int[] targets = random.ints(3, 0, ITEMS).toArray();
      cases.ask(NOTHING, targets);
      renumbered.ask(NOTHING, Arrays.stream(targets).map(order::get).toArray());
    }

    Judgement before =
        judge(cases, EvaluationProtocol.SESSIONS, (question, out) -> copy(out, scores));
    Judgement after =
        judge(
            renumbered,
            EvaluationProtocol.SESSIONS,
            (question, out) -> {
              for (int item = 0; item < ITEMS; item++) {
                out[order.get(item)] = scores[item];
              }
            });

    for (int i = 0; i < before.ranks().size(); i++) {
      RelevantRanks expected = before.ranks().get(i);
      assertThat(after.ranks().get(i).ranks()).containsExactly(expected.ranks(), within(1e-12));
    }
  }

  @Test
  void theFirstItemsAreTheBestTiesToTheLowerIndex() {
    var first = new FirstItems(3, 6);

    int[] items = first.of(new double[] {1, 5, 5, Double.NaN, 7, 5}, new int[] {4});

    assertThat(items).containsExactly(1, 2, 5);
  }

  private static Judgement judge(TaskFixture cases, EvaluationProtocol protocol, CaseScorer model)
      throws InterruptedException {
    return Judge.judge(cases.of(protocol), model, 2, 2);
  }

  private static void copy(double[] scores, double... values) {
    System.arraycopy(values, 0, scores, 0, values.length);
  }
}
