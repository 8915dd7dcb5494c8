package io.storeloop.algorithms.similarity;

import static io.storeloop.algorithms.similarity.InteractionFixture.ANNA;
import static io.storeloop.algorithms.similarity.InteractionFixture.BEN;
import static io.storeloop.algorithms.similarity.InteractionFixture.SHOES;
import static io.storeloop.algorithms.similarity.InteractionFixture.SOCKS;
import static io.storeloop.algorithms.similarity.InteractionFixture.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.workers.BlockWorkers;
import java.util.List;
import org.junit.jupiter.api.Test;

class EaseScorerTest {
  @Test
  void twoItemsByHand() throws InterruptedException {
    // anna bought both, ben the shoes: G = [2 1; 1 1], with lambda 1: [3 1; 1 2], determinant 5
    // P = [2 -1; -1 3] / 5, so shoes→socks = -P01/P11 = 1/3 and socks→shoes = -P10/P00 = 1/2
    var matrix =
        InteractionFixture.matrixOf(
            2, 2, List.of(bought(ANNA, SHOES, 1), bought(ANNA, SOCKS, 2), bought(BEN, SHOES, 1)));

    var ease = EaseScorer.learn(matrix, new EaseOptions(1), new Recency(0.5, 2), 1);

    assertThat(ease.weight(SHOES, SOCKS)).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(ease.weight(SOCKS, SHOES)).isCloseTo(1 / 2f, within(1e-6f));
    // history shoes, socks: the socks weigh 1, the shoes 0.5
    assertThat(ScorersTest.scoresOf(ease, SHOES, SOCKS))
        .containsExactly(new double[] {0.5, 0.5 / 3}, within(1e-6));
  }

  @Test
  void agreesWithANaiveInverse() throws InterruptedException {
    // more items than are swept together, so that several blocks and a rest take part
    int items = 150;
    var matrix =
        InteractionFixture.matrixOf(
            300, items, InteractionFixture.seeded(3, 300, items, 4_000, true));

    var ease = EaseScorer.learn(matrix, new EaseOptions(20), Recency.NONE, 2);

    double[][] expected = naive(matrix, 20);
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        assertThat((double) ease.weight(i, j)).isCloseTo(expected[i][j], within(1e-4));
      }
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() throws InterruptedException {
    var matrix =
        InteractionFixture.matrixOf(200, 140, InteractionFixture.seeded(4, 200, 140, 3_000, false));

    var one = EaseScorer.learn(matrix, new EaseOptions(5), Recency.NONE, 1);
    var three = EaseScorer.learn(matrix, new EaseOptions(5), Recency.NONE, 3);

    assertThat(ScorersTest.scoresOf(three, 1, 2, 3))
        .containsExactly(ScorersTest.scoresOf(one, 1, 2, 3));
  }

  @Test
  void largeCatalogueAndNonsenseAreRefused() {
    var large = InteractionMatrix.builder(1, EaseScorer.MAX_ITEMS + 1).build();

    assertThatThrownBy(() -> EaseScorer.learn(large, new EaseOptions(1), Recency.NONE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("EASE is for at most 8000 items, but there are 8001");
    assertThatThrownBy(() -> new EaseOptions(0)).hasMessageContaining("regularisation");
    assertThatThrownBy(() -> new EaseOptions(Double.NaN)).hasMessageContaining("regularisation");
    assertThatThrownBy(() -> new EaseOptions(1, 1)).hasMessageContaining("maxUserItems");
  }

  @Test
  void matrixThatIsNotPositiveDefiniteIsRefused() {
    float[][] singular = {{1}, {1, 1}};

    try (var workers = new BlockWorkers("test", 1)) {
      assertThatThrownBy(() -> SymmetricInverse.invert(singular, workers))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not positive definite");
    }
  }

  /** Gauss and Jordan with doubles, on the whole matrix. */
  private static double[][] naive(InteractionMatrix matrix, double regularisation) {
    int n = matrix.itemCount();
    double[][] wide = new double[n][2 * n];
    for (int user = 0; user < matrix.userCount(); user++) {
      for (int a = matrix.rowStart(user); a < matrix.rowEnd(user); a++) {
        for (int b = matrix.rowStart(user); b < matrix.rowEnd(user); b++) {
          wide[matrix.item(a)][matrix.item(b)] += matrix.weight(a) * matrix.weight(b);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      wide[i][i] += regularisation;
      wide[i][n + i] = 1;
    }
    for (int k = 0; k < n; k++) {
      double pivot = wide[k][k];
      for (int j = 0; j < 2 * n; j++) {
        wide[k][j] /= pivot;
      }
      for (int i = 0; i < n; i++) {
        double factor = wide[i][k];
        for (int j = 0; j < 2 * n && i != k; j++) {
          wide[i][j] -= factor * wide[k][j];
        }
      }
    }
    double[][] weights = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        weights[i][j] = i == j ? 0 : -wide[i][n + j] / wide[j][n + j];
      }
    }
    return weights;
  }
}
