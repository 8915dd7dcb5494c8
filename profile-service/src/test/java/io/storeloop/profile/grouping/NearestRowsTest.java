package io.storeloop.profile.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NearestRowsTest {
  /** 0 to 11 and 100 to 111. */
  private static final double[][] ROWS =
      IntStream.range(0, 24)
          .mapToObj(row -> new double[] {row < 12 ? row : 88 + row})
          .toArray(double[][]::new);

  @Test
  void groupsThatLieApartCutNoPair() {
    int[] apart = IntStream.range(0, 24).map(row -> row / 12).toArray();

    assertThat(NearestRows.among(ROWS).cut(apart, 2)).isZero();
  }

  @Test
  void pairsInDifferentGroupsAreCut() {
    int[] oneAlone = IntStream.range(0, 24).map(row -> row == 0 ? 2 : row / 12).toArray();

    // of 0 all ten pairs; 0 is among the ten nearest of 1 to 5, from which 11 is further
    assertThat(NearestRows.among(ROWS).cut(oneAlone, 3))
        .isEqualTo(15 / 240.0, Offset.offset(1e-12));
  }

  @Test
  void pairsWithRowsInNoGroupDoNotCount() {
    int[] none = IntStream.range(0, 24).map(row -> row == 0 ? 2 : row / 12).toArray();

    assertThat(NearestRows.among(ROWS).cut(none, 2)).isZero();
    assertThat(NearestRows.among(ROWS).cut(new int[24], 0)).isEqualTo(1);
  }
}
