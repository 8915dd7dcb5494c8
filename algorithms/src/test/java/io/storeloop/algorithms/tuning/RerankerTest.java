package io.storeloop.algorithms.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.scoring.ItemScorer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RerankerTest {
  /** Users 0 and 1 had items 0, 1; 1 ends with it. */
  private static final Histories ORDERED =
      Histories.of(new int[] {0, 3, 5}, new int[] {0, 2, 1, 0, 1}, 4, true);

  @Test
  void featuresOfACandidateAreWhatThePartsAndTheItemSay() {
    List<ItemScorer> parts = List.of(constant(0, 4, 2, 0), constant(0, 0, 5, 0));
    var reranker =
        new Reranker(parts, new double[] {1, 0.5}, new ItemFacts(ORDERED), new double[0], 2, false);

    Reranker.Candidates found = reranker.candidates(new int[] {0}, 1, new double[4]);

    // blend: item 1 has 1, item 2 has 0.5 + 0.5 = 1: the lower index first
    assertThat(found.items()).containsExactly(1, 2);
    int count = Reranker.featureCount(2);
    float[] second = Arrays.copyOfRange(found.features(), count, 2 * count);
    assertThat(second)
        .containsExactly(
            new float[] {
              1,
              0, // blend and its logarithm
              0.5f,
              (float) Math.log(0.5), // first part
              1,
              0, // second part
              (float) Math.log(1 + 10 * 2 * 0.5), // strength: the best has 4, twice the typical 2
              (float) Math.log(2), // one user
              0, // never last
              0 // in the middle of its one history
            },
            within(1e-6f));
  }

  @Test
  void candidatesComeFirstInTheLearntOrderTheRestInTheOrderOfTheBlend() {
    int items = Reranker.CANDIDATES + 50;
    double[] falling = new double[items];
    Arrays.setAll(falling, i -> items - i);
    double[] weights = new double[Reranker.featureCount(1)];
    weights[0] = -1;
    var histories = Histories.of(new int[] {0, 1}, new int[] {0}, items, false);
    var reranker =
        new Reranker(
            List.of(constant(falling)),
            new double[] {1},
            new ItemFacts(histories),
            weights,
            1,
            true);
    double[] scores = new double[items];

    reranker.score(new int[] {0}, 1, scores);

    // a negative weight turns the candidates round and leaves the others
    int last = Reranker.CANDIDATES - 1;
    for (int i = 1; i < items; i++) {
      if (i <= last) {
        assertThat(scores[i]).isGreaterThan(scores[i - 1]);
      } else {
        assertThat(scores[i]).isLessThan(scores[i - 1]).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void historyIsNoCandidateUnlessItemsMayComeBack() {
    var facts = new ItemFacts(ORDERED);
    List<ItemScorer> parts = List.of(constant(3, 2, 0, 1));
    var once = new Reranker(parts, new double[] {1}, facts, new double[0], 1, false);
    var again = new Reranker(parts, new double[] {1}, facts, new double[0], 1, true);

    assertThat(once.candidates(new int[] {1}, 1, new double[4]).items()).containsExactly(0, 3);
    assertThat(again.candidates(new int[] {1}, 1, new double[4]).items()).containsExactly(0, 1, 3);
  }

  @Test
  void latenessTellsWhatComesLast() {
    float[] facts = new float[2 * ItemFacts.COUNT];
    var known = new ItemFacts(ORDERED);

    known.write(0, facts, 0);
    known.write(1, facts, ItemFacts.COUNT);

    // item 0 began both histories, item 1 ended both: 2 users, prior 3
    assertThat(facts)
        .containsExactly(
            new float[] {(float) Math.log(3), 0, -1 / 5f, (float) Math.log(3), 2 / 5f, 1 / 5f},
            within(1e-6f));
  }

  @Test
  void whatItIsMadeOfMakesTheSameAgain() {
    List<ItemScorer> parts = List.of(constant(0, 3, 2, 1), constant(0, 0, 1, 2));
    double[] order = new double[Reranker.featureCount(2)];
    order[4] = 2;
    var reranker = new Reranker(parts, new double[] {1, 0}, new ItemFacts(ORDERED), order, 1, true);
    double[] scores = new double[4];
    double[] again = new double[4];

    reranker.score(new int[0], 0, scores);
    reranker.learnt().scorer().score(new int[0], 0, again);

    assertThat(again).isEqualTo(scores);
    assertThatThrownBy(() -> new LearntOrder(parts, new double[1], new float[12], order, 1, true))
        .hasMessageContaining("do not fit together");
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
