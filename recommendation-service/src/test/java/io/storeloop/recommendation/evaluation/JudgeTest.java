package io.storeloop.recommendation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.metrics.RelevantRanks;
import io.storeloop.algorithms.scoring.ItemScorer;
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
    TestCases without = new TestCases(3, true);
    TestCases with = new TestCases(3, false);
    for (TestCases cases : List.of(without, with)) {
      cases.add(0, new int[] {0}, new int[] {2}, null);
    }

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
    TestCases cases = new TestCases(3, false);
    cases.add(0, new int[] {0}, new int[] {5}, null);
    cases.add(0, new int[] {0}, new int[] {1}, new int[] {5, 2, 6});

    Judgement judgement = judge(cases, EvaluationProtocol.GIVEN_NEGATIVES, model);

    assertThat(judgement.ranks().getFirst().hitRateAt(3)).isZero();
    // item 2 is better; the unknown items 5 and 6 come last
    assertThat(judgement.ranks().getLast().ranks()).containsExactly(2);
  }

  @Test
  void aTargetOfTheHistoryIsAMissWhereTheHistoryIsLeftOut() throws Exception {
    TestCases cases = new TestCases(3, true);
    cases.add(0, new int[] {1}, new int[] {1, 2}, null);

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
    TestCases cases = new TestCases(ITEMS, false);
    TestCases renumbered = new TestCases(ITEMS, false);
    for (int i = 0; i < 40; i++) {
      int[] targets = random.ints(3, 0, ITEMS).toArray();
      cases.add(0, NOTHING, targets, null);
      renumbered.add(0, NOTHING, Arrays.stream(targets).map(order::get).toArray(), null);
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
  void popularItemsStandBelowAllThatTheModelSpeaksForAndAboveWhatItSpeaksAgainst() {
    ItemScorer model =
        new ItemScorer() {
          @Override
          public int itemCount() {
            return 4;
          }

          @Override
          public void score(int[] items, int size, double[] scores) {
            copy(scores, 0, 0.001, 0, -1);
          }
        };
    double[] scores = new double[4];

    new PopularityBelow(model, new int[] {9, 1, 3, 50}).score(NOTHING, 0, scores);

    assertThat(scores[1]).isGreaterThan(scores[0]);
    assertThat(scores[0]).isGreaterThan(scores[2]);
    assertThat(scores[2]).isGreaterThan(scores[3]);
  }

  @Test
  void theFirstItemsAreTheBestTiesToTheLowerIndex() {
    var first = new FirstItems(3, 6);

    int[] items = first.of(new double[] {1, 5, 5, Double.NaN, 7, 5}, new int[] {4});

    assertThat(items).containsExactly(1, 2, 5);
  }

  private static Judgement judge(TestCases cases, EvaluationProtocol protocol, CaseScorer model)
      throws InterruptedException {
    Sequences train = new Sequences(new int[] {0, 1}, new int[] {0}, new long[] {0});
    return Judge.judge(cases.task(protocol, train, true, List.of()), model, 2, 2);
  }

  private static void copy(double[] scores, double... values) {
    System.arraycopy(values, 0, scores, 0, values.length);
  }
}
