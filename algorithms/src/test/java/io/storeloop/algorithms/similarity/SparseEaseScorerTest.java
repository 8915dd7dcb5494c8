package io.storeloop.algorithms.similarity;

import static io.storeloop.algorithms.similarity.InteractionFixture.GLOVES;
import static io.storeloop.algorithms.similarity.InteractionFixture.HAT;
import static io.storeloop.algorithms.similarity.InteractionFixture.SCARF;
import static io.storeloop.algorithms.similarity.InteractionFixture.SHOES;
import static io.storeloop.algorithms.similarity.InteractionFixture.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.similarity.NaiveCooccurrence.Interaction;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseEaseScorerTest {
  private static final InteractionMatrix SHOP = ScorersTest.SHOP;

  @Test
  void twoReasonsThatSayTheSameShareTheWeight() throws InterruptedException {
    var ease = SparseEaseScorer.learn(SHOP, new SparseEaseOptions(1, 3), new Recency(0.5, 2), 1);

    // the hat by shoes, socks and scarf: [3 2 0; 2 3 0; 0 0 2] b = [1 1 1], so 1/5, 1/5, 1/2
    assertThat(ease.weight(SHOES, HAT)).isCloseTo(0.2f, within(1e-6f));
    assertThat(ease.weight(SOCKS, HAT)).isCloseTo(0.2f, within(1e-6f));
    assertThat(ease.weight(SCARF, HAT)).isCloseTo(0.5f, within(1e-6f));
    // the scarf by the hat alone: 3 b = 1; nobody has it with shoes
    assertThat(ease.weight(HAT, SCARF)).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(ease.weight(SHOES, SCARF)).isZero();
    // history scarf, socks: the socks weigh 1, the scarf 0.5
    double[] scores = ScorersTest.scoresOf(ease, SCARF, SOCKS);
    assertThat(scores[HAT]).isCloseTo(0.2 + 0.5 * 0.5, within(1e-6));
    assertThat(scores[GLOVES]).isZero();
  }

  @Test
  void onlyTheMostSimilarMaySpeak() throws InterruptedException {
    var ease = SparseEaseScorer.learn(SHOP, new SparseEaseOptions(1, 1), Recency.NONE, 1);

    // nearest to the socks are the shoes, so the hat says nothing of them: 3 b = 2
    assertThat(ease.weight(SHOES, SOCKS)).isCloseTo(2 / 3f, within(1e-6f));
    assertThat(ease.weight(HAT, SOCKS)).isZero();
  }

  @Test
  void whereAllMaySpeakItIsExactEase() throws InterruptedException {
    var matrix =
        InteractionFixture.matrixOf(80, 30, InteractionFixture.seeded(3, 80, 30, 2_000, true));
    Neighbours all =
        CooccurrenceKernel.build(matrix, new SparseEaseOptions(20, 30).candidates(), 1);
    assertThat(all.entryCount()).as("each item meets each other").isEqualTo(30 * 29);

    var sparse = SparseEaseScorer.learn(matrix, new SparseEaseOptions(20, 30), Recency.NONE, 2);

    var exact = EaseScorer.learn(matrix, new EaseOptions(20), Recency.NONE, 1);
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 30; j++) {
        assertThat(sparse.weight(i, j)).isCloseTo(exact.weight(i, j), within(1e-4f));
      }
    }
  }

  @Test
  void agreesWithANaiveRegressionOfEachItemOnItsNeighbours() throws InterruptedException {
    // a user's latest 8 items of about 12 count, an item has up to 10 of 60 others
    List<Interaction> interactions = InteractionFixture.seeded(7, 120, 60, 1_500, true);
    var matrix = InteractionFixture.matrixOf(120, 60, interactions);
    var options = new SparseEaseOptions(5, 10, 8);
    assertThat(options.candidates())
        .isEqualTo(CooccurrenceOptions.cosine().withNeighbourLimit(10).withMaxUserItems(8));

    var ease = SparseEaseScorer.learn(matrix, options, Recency.NONE, 3);

    double[][] columns = latestColumns(matrix, 8);
    Neighbours neighbours = CooccurrenceKernel.build(matrix, options.candidates(), 1);
    for (int item = 0; item < 60; item++) {
      double[] expected = naive(columns, item, neighbours, 5);
      for (int other = 0; other < 60; other++) {
        assertThat((double) ease.weight(other, item)).isCloseTo(expected[other], within(1e-5));
      }
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() throws InterruptedException {
    var matrix =
        InteractionFixture.matrixOf(200, 140, InteractionFixture.seeded(4, 200, 140, 3_000, false));
    var options = new SparseEaseOptions(5, 40);

    var one = SparseEaseScorer.learn(matrix, options, Recency.NONE, 1);
    var three = SparseEaseScorer.learn(matrix, options, Recency.NONE, 3);

    assertThat(three.weights()).isEqualTo(one.weights());
    assertThat(three.items()).isEqualTo(one.items());
  }

  @Test
  void keptWeightsMakeTheSameModel() throws InterruptedException {
    var ease = SparseEaseScorer.learn(SHOP, new SparseEaseOptions(1, 3), Recency.NONE, 1);

    var kept = SparseEaseScorer.of(ease.rowStarts(), ease.items(), ease.weights(), ease.recency());

    assertThat(ScorersTest.scoresOf(kept, SHOES, HAT))
        .containsExactly(ScorersTest.scoresOf(ease, SHOES, HAT));
  }

  @Test
  void weightsThatAreNoModelAreRefused() {
    refused(new int[] {1, 1, 1}, new int[0], new float[0], "begin with 0");
    refused(new int[] {0, 1, 1}, new int[] {1}, new float[0], "end at the number of items");
    refused(new int[] {0, 1, 0, 1}, new int[] {1}, new float[] {1}, "must not fall");
    refused(new int[] {0, 1, 1}, new int[] {0}, new float[] {1}, "other items of the matrix");
    refused(new int[] {0, 1, 1}, new int[] {2}, new float[] {1}, "other items of the matrix");
    refused(new int[] {0, 2, 2, 2}, new int[] {2, 1}, new float[] {1, 1}, "ascending");
    refused(new int[] {0, 1, 1}, new int[] {1}, new float[] {Float.NaN}, "finite");
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new SparseEaseOptions(0, 10)).hasMessageContaining("regularisation");
    assertThatThrownBy(() -> new SparseEaseOptions(Double.NaN, 10))
        .hasMessageContaining("regularisation");
    assertThatThrownBy(() -> new SparseEaseOptions(1, 0)).hasMessageContaining("neighbourLimit");
    assertThatThrownBy(() -> new SparseEaseOptions(1, 1_001))
        .hasMessage("neighbourLimit must be between 1 and 1000, but was 1001");
    assertThatThrownBy(() -> new SparseEaseOptions(1, 10, 1)).hasMessageContaining("maxUserItems");
  }

  private static void refused(int[] rowStarts, int[] items, float[] weights, String why) {
    assertThatThrownBy(() -> SparseEaseScorer.of(rowStarts, items, weights, Recency.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  /** Items × users. */
  private static double[][] latestColumns(InteractionMatrix matrix, int latest) {
    double[][] columns = new double[matrix.itemCount()][matrix.userCount()];
    for (int user = 0; user < matrix.userCount(); user++) {
      int from = Math.max(matrix.rowStart(user), matrix.rowEnd(user) - latest);
      for (int cell = from; cell < matrix.rowEnd(user); cell++) {
        columns[matrix.item(cell)][user] = matrix.weight(cell);
      }
    }
    return columns;
  }

  /** One coordinate of the squared error after the other (Gauss and Seidel), until it rests. */
  private static double[] naive(
      double[][] columns, int item, Neighbours neighbours, double regularisation) {
    double[] weights = new double[columns.length];
    double[] rest = columns[item].clone();
    for (int round = 0; round < 2_000; round++) {
      for (int entry = neighbours.rowStart(item); entry < neighbours.rowEnd(item); entry++) {
        double[] column = columns[neighbours.item(entry)];
        double before = weights[neighbours.item(entry)];
        double along = 0;
        double length = regularisation;
        for (int user = 0; user < rest.length; user++) {
          along += column[user] * (rest[user] + before * column[user]);
          length += column[user] * column[user];
        }
        double after = along / length;
        for (int user = 0; user < rest.length; user++) {
          rest[user] += (before - after) * column[user];
        }
        weights[neighbours.item(entry)] = after;
      }
    }
    return weights;
  }
}
