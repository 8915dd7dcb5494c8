package io.storeloop.algorithms.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BestMatchingTest {
  @Test
  void theBestPairIsGivenUpWhereTheRestIsWorthMore() {
    double[][] worth = {{9, 8}, {8, 1}};

    // 9 + 1 = 10 is less than 8 + 8 = 16
    assertThat(BestMatching.of(worth)).containsExactly(1, 0);
  }

  @Test
  void rowsAreLeftOverWhereColumnsAreMissing() {
    assertThat(BestMatching.of(new double[][] {{1}, {5}, {3}})).containsExactly(-1, 0, -1);
    assertThat(BestMatching.of(new double[][] {{1, 5, 3}})).containsExactly(1);
    assertThat(BestMatching.of(new double[0][])).isEmpty();
  }

  @Test
  void noOtherMatchingIsWorthMore() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      double[][] worth = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
      for (double[] row : worth) {
        Arrays.setAll(row, column -> random.nextInt(20));
      }

      int[] matching = BestMatching.of(worth);

      assertThat(Arrays.stream(matching).filter(column -> column >= 0)).doesNotHaveDuplicates();
      assertThat(sum(worth, matching)).isEqualTo(best(worth, 0, 0), within(1e-9));
    }
  }

  @Test
  void crookedTablesAreRefused() {
    assertThatThrownBy(() -> BestMatching.of(new double[][] {{1, 2}, {3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every row needs 2 finite cells, but one was [3.0]");
    assertThatThrownBy(() -> BestMatching.of(new double[][] {{Double.NaN}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double sum(double[][] worth, int[] matching) {
    double sum = 0;
    for (int row = 0; row < matching.length; row++) {
      sum += matching[row] < 0 ? 0 : worth[row][matching[row]];
    }
    return sum;
  }

  /** Tries them all; {@code used} is a set of columns as bits. */
  private static double best(double[][] worth, int row, int used) {
    if (row == worth.length) {
      return 0;
    }
    double best = best(worth, row + 1, used);
    for (int column = 0; column < worth[row].length; column++) {
      if ((used & 1 << column) == 0) {
        best = Math.max(best, worth[row][column] + best(worth, row + 1, used | 1 << column));
      }
    }
    return best;
  }
}
