package io.storeloop.algorithms.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DaviesBouldinTest {
  private static final double[][] ROWS = {{0}, {2}, {10}, {14}, {30}};

  @Test
  void widthsAreDividedByTheDistanceOfTheMiddles() {
    int[] labels = {0, 0, 1, 1, 2};

    // middles 1, 12, 30; widths 1, 2, 0
    // 0: max((1 + 2) / 11, 1 / 29) = 3/11; 1: max(3/11, 2/18) = 3/11; 2: max(1/29, 2/18) = 1/9
    assertThat(DaviesBouldin.of(ROWS, labels))
        .isEqualTo((3.0 / 11 + 3.0 / 11 + 1.0 / 9) / 3, within(1e-12));
  }

  @Test
  void rowsThatBelongNowhereDoNotCount() {
    // middles 1, 12; widths 1, 2
    assertThat(DaviesBouldin.of(ROWS, new int[] {0, 0, 3, 3, -1}))
        .isEqualTo(3.0 / 11, within(1e-12));
  }

  @Test
  void theSameMiddleIsInfinitelyBad() {
    assertThat(DaviesBouldin.of(new double[][] {{0}, {2}, {1}}, new int[] {0, 0, 1})).isInfinite();
  }

  @Test
  void oneClusterIsRefused() {
    assertThatThrownBy(() -> DaviesBouldin.of(ROWS, new int[] {0, 0, 0, 0, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a Davies-Bouldin index needs two or more clusters");
    assertThatThrownBy(() -> DaviesBouldin.of(ROWS, new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one or more rows need as many labels, but there were 5 and 1");
  }
}
